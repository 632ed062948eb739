"""How the search is compiled: once, by numba, into machine code that is kept and later loaded without numba.

Importing numba takes longer than forming a collective of thirty people. So what it made of a function that is called
from outside lies in a file, and needs only llvmlite to load. The files' folder is named after the text of all files of
this package, and after the processor: beside the sources, or in the data folder where they cannot be written to.
NUMBA_CACHE_DIR chooses another place.

Compiled functions take no memory of their own (`_nrt`): without it, counting references to the tables took half of
the time.
"""

import ctypes
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cached_property, lru_cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Any, Final

import llvmlite
import numpy as np
from llvmlite import binding

HERE: Final = Path(__file__).parent
_LOADING: Final = Lock()


class Compiled:
    """A function of the search. Other such functions call it within; called from outside, its machine code runs.

    From outside it takes tuples of tables, and whole numbers, and gives back at most a whole number.
    """

    def __init__(self, function: Callable[..., Any], *, inline: bool) -> None:
        self.function, self.inline = function, inline
        self.loaded: dict[tuple[str, ...], Any] = {}

    def __call__(self, *given: Any, **named: Any) -> int:
        every = (*given, *named.values())  # what is named comes last, in its order
        kinds, values = _flat(every)
        if kinds not in self.loaded:
            with _LOADING:
                if kinds not in self.loaded:
                    self.loaded[kinds] = _load(self, kinds, every)
        result, raised = ctypes.c_int64(), ctypes.c_void_p()
        if self.loaded[kinds](ctypes.byref(result), ctypes.byref(raised), *values):
            raise ArithmeticError(self.function.__name__)
        return result.value

    @cached_property
    def for_numba(self) -> Any:
        """The function as numba calls it from another one."""
        import numba  # noqa: PLC0415  takes long to import, and only compiling needs it

        njit: Any = numba.njit  # its types do not know `_nrt`
        return njit(_nrt=False, forceinline=self.inline)(self.function)

    @property
    def _numba_type_(self) -> Any:
        """What numba asks for where another function calls this one."""
        return self.for_numba._numba_type_


def compiled(function: Callable[..., Any]) -> Any:
    """A function that numba compiles."""
    return Compiled(function, inline=False)


def inlined(function: Callable[..., Any]) -> Any:
    """The same, copied into each function that calls it."""
    return Compiled(function, inline=True)


def _flat(given: tuple[Any, ...]) -> tuple[tuple[str, ...], list[int]]:
    """Arguments as numba's machine code takes them, all as wide as an address, and of which kinds they are."""
    kinds, values = [], []
    for one in given:
        if isinstance(one, tuple):
            inner, numbers = _flat(one)
            kinds += [*inner, ")"]
            values += numbers
        elif isinstance(one, np.ndarray):
            if not one.flags.carray:
                raise ValueError("a table must lie in one piece")
            kinds.append(f"{one.dtype.str} {one.ndim}")
            address = one.__array_interface__["data"][0]
            values += [0, 0, one.size, one.itemsize, address, *one.shape, *one.strides]
        else:
            kinds.append("number")
            values.append(int(one))
    return tuple(kinds), values


@lru_cache(maxsize=1)
def cache_folder() -> Path:
    """Where machine code is kept."""
    processor = (binding.get_process_triple(), binding.get_host_cpu_name(), binding.get_host_cpu_features().flatten())
    digest = hashlib.sha256("\n".join((version("numba"), llvmlite.__version__, *processor)).encode())
    for path in sorted(HERE.glob("*.py")):
        digest.update(path.read_bytes())
    chosen = os.environ.get("NUMBA_CACHE_DIR")
    if chosen:
        place = Path(chosen)
    elif os.access(HERE, os.W_OK):
        place = HERE / "__pycache__"
    else:
        from ilc.embedded import data_folder  # noqa: PLC0415  seldom needed

        place = data_folder() / "__pycache__"
    return place / f"formation-{digest.hexdigest()[:16]}"


@lru_cache(maxsize=1)
def _machine() -> tuple[Any, Any]:
    """This processor, and who runs code on it."""
    binding.initialize_native_target()
    binding.initialize_native_asmprinter()
    made = binding.Target.from_default_triple().create_target_machine(
        cpu=binding.get_host_cpu_name(),
        features=binding.get_host_cpu_features().flatten(),
        opt=3,
        reloc="static",
        codemodel="jitdefault",
        jit=True,
    )
    return made, binding.create_mcjit_compiler(binding.parse_assembly(""), made)


def _load(one: Compiled, kinds: tuple[str, ...], given: tuple[Any, ...]) -> Any:
    """The machine code of a function for such arguments, compiled when it is not there yet."""
    called = hashlib.sha256("\n".join(kinds).encode()).hexdigest()[:16]
    path = cache_folder() / f"{one.function.__name__}-{called}.code"
    kept = path.read_bytes() if path.exists() else b""
    if not kept:
        kept = _compile(one, given)
        with suppress(OSError):  # nowhere to keep it: compiled again next time
            _keep(path, kept)
    name, code = kept.split(b"\n", 1)
    _, engine = _machine()
    engine.add_object_file(binding.ObjectFileRef.from_data(code))
    engine.finalize_object()
    count = len(_flat(given)[1])
    types = [ctypes.c_void_p, ctypes.c_void_p, *[ctypes.c_int64] * count]
    return ctypes.CFUNCTYPE(ctypes.c_int32, *types)(engine.get_function_address(name.decode()))


def _keep(path: Path, kept: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    written = path.with_suffix(f".{os.getpid()}")
    written.write_bytes(kept)
    written.replace(path)


def _compile(one: Compiled, given: tuple[Any, ...]) -> bytes:
    """A function's name in the machine code, a line feed, and the machine code with all that the function calls."""
    import numba  # noqa: PLC0415  takes long to import
    from numba.core import compiler, compiler_lock, registry  # noqa: PLC0415

    making: Any = compiler  # its types do not know what its flags are
    flags = making.Flags()
    flags.no_compile = flags.no_cpython_wrapper = flags.no_cfunc_wrapper = True
    target: Any = registry.cpu_target
    typeof: Any = numba.typeof
    target.typing_context.refresh()
    target.target_context.refresh()
    kinds = tuple(typeof(argument) for argument in _numbers_for_truth(given))
    with compiler_lock.global_compiler_lock:
        made = making.compile_extra(
            target.typing_context, target.target_context, one.function, kinds, None, flags, locals={}
        )
        made.library.finalize()
    module = binding.parse_assembly(made.library.get_llvm_str())
    machine, _ = _machine()
    name: str = made.fndesc.llvm_func_name
    return name.encode() + b"\n" + machine.emit_object(module)


def _numbers_for_truth(given: tuple[Any, ...]) -> Iterator[Any]:
    return (int(one) if isinstance(one, bool) else one for one in given)
