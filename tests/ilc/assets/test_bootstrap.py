"""What is left of Bootstrap."""

from ilc.assets.bootstrap import trim_bootstrap


def kept(css):
    return trim_bootstrap(css).partition("*/\n")[2].strip()


def test_rules_without_a_class_stay():
    assert kept(":root{--a:1px}body{margin:0}") == ":root{--a:1px}body{margin:0}"


def test_a_family_we_use_stays_and_another_goes():
    assert kept(".btn:hover{color:red}.carousel{color:red}.mt-2{margin:0}") == ".btn:hover{color:red}.mt-2{margin:0}"


def test_of_a_list_only_the_selectors_we_use_stay():
    assert kept(".form-control,.accordion .btn,.btn:is(.a,.b){color:red}") == ".form-control{color:red}"


def test_an_empty_media_query_goes():
    css = "@media (min-width:1px){.carousel{color:red}}@media (min-width:2px){.btn{color:red}}"

    assert kept(css) == "@media (min-width:2px){.btn{color:red}}"


def test_the_spinner_keeps_turning():
    css = "@keyframes spinner-border{to{top:0}}@keyframes progress{to{top:0}}"

    assert kept(css) == "@keyframes spinner-border{to{top:0}}"
