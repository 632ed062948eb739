"""Background work: the Celery application and, as code, what beat rings."""

import logging
import os
import pkgutil
from functools import partial
from importlib import import_module

from celery import Celery
from celery.contrib.django.task import DjangoTask
from celery.signals import worker_init
from django.db import transaction

from ilc.pdf import PdfUnavailable, warm_up

GIVES_WAY = 10

log = logging.getLogger(__name__)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ilc.settings")


class Bell(DjangoTask):  # type: ignore[type-arg]  # at run time it takes none
    """A task whose bell does not ring is found by the sweep: a broker that is away breaks no request."""

    def delay_on_commit(self, *args: object, **kwargs: object) -> None:  # type: ignore[override]  # nothing comes back
        """Ring after the commit. When nobody answers, that is in the log, and what was committed stays."""
        transaction.on_commit(partial(self.delay, *args, **kwargs), robust=True)


app = Celery("ilc", task_cls=Bell)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.imports = [
    module.name
    for package in ("collectives.tasks", "inquiry.tasks", "evidence.tasks", "facilitation.tasks")
    for module in pkgutil.iter_modules(import_module(package).__path__, f"{package}.")
]
app.conf.beat_schedule = {
    "sessions-from-rhythms": {"task": "facilitation.tasks.session.make_due_sessions", "schedule": 60.0},
    "session-invitations": {
        "task": "facilitation.tasks.session_invitation.sweep_session_invitations",
        "schedule": 20.0,
    },
    "session-summaries": {"task": "facilitation.tasks.session_summary.sweep_session_summaries", "schedule": 60.0},
    "rehearsals": {
        "task": "facilitation.tasks.rehearsal.sweep_rehearsals",
        "schedule": 10.0,
        "options": {"expires": 10.0},
    },
    "rehearsal-people": {
        "task": "facilitation.tasks.rehearsal.sweep_rehearsal_people",
        "schedule": 3.0,
        "options": {"expires": 3.0},
    },
    "sessions-left-on": {"task": "facilitation.tasks.session_end.sweep_sessions_left_on", "schedule": 600.0},
    "prework": {"task": "facilitation.tasks.prework.sweep_prework", "schedule": 60.0},
    "answer-groups": {"task": "facilitation.tasks.answer_group.sweep_answer_groups", "schedule": 20.0},
    "digests": {"task": "facilitation.tasks.digest.sweep_digests", "schedule": 60.0},
    "dashboards": {"task": "facilitation.tasks.dashboard.sweep_dashboards", "schedule": 300.0},
    "support-flags": {"task": "facilitation.tasks.support_flag.review_due_support", "schedule": 600.0},
    "notices": {"task": "collectives.tasks.notice.sweep_notices", "schedule": 20.0},
    "formation-mails": {"task": "collectives.tasks.formation_mail.sweep_formation_mails", "schedule": 20.0},
    "free-seats": {"task": "collectives.tasks.waiting.sweep_free_seats", "schedule": 20.0},
    "proposals": {"task": "collectives.tasks.proposal.sweep_proposals", "schedule": 20.0},
    "rosters": {"task": "collectives.tasks.roster.sweep_rosters", "schedule": 20.0},
    "gatherings": {"task": "collectives.tasks.gathering.sweep_gatherings", "schedule": 20.0},
    "plans": {"task": "collectives.tasks.improvement_plan.sweep_plans", "schedule": 20.0},
    "documents": {"task": "inquiry.tasks.document.sweep_documents", "schedule": 60.0},
    "notes": {"task": "facilitation.tasks.note.sweep_notes", "schedule": 60.0},
    "evidence-tails": {"task": "evidence.tasks.rollup.sweep_tails", "schedule": 120.0},
    "evidence-counts": {"task": "evidence.tasks.rollup.check_due_rollups", "schedule": 600.0},
    "releases": {"task": "evidence.tasks.release.sweep_releases", "schedule": 20.0},
    "library-copies": {"task": "evidence.tasks.library_copy.sweep_library_copies", "schedule": 20.0},
    "protocol-copies": {"task": "facilitation.tasks.protocol_copy.sweep_protocol_copies", "schedule": 20.0},
    "attachments": {"task": "evidence.tasks.attachment.sweep_attachments", "schedule": 20.0},
    "attachments-taken-away": {"task": "evidence.tasks.attachment.sweep_removed_attachments", "schedule": 3600.0},
    "codings": {"task": "evidence.tasks.coding.sweep_codings", "schedule": 20.0},
    "evidence-imports": {"task": "evidence.tasks.evidence_import.sweep_evidence_imports", "schedule": 20.0},
    "boards": {"task": "collectives.tasks.board.sweep_boards", "schedule": 20.0},
    "renderings": {
        "task": "inquiry.tasks.placemat.sweep_placemat_renderings",
        "schedule": 10.0,
        "options": {"expires": 10.0},
    },
    "renderings-over": {
        "task": "collectives.tasks.rendering_notice.sweep_renderings_over",
        "schedule": 20.0,
        "options": {"expires": 20.0},
    },
    "evidence-chains": {
        "task": "evidence.tasks.chain_pdf.sweep_chain_pdfs",
        "schedule": 10.0,
        "options": {"expires": 10.0},
    },
    "judgements": {
        "task": "evidence.tasks.judgement_pdf.sweep_judgement_pdfs",
        "schedule": 10.0,
        "options": {"expires": 10.0},
    },
    "certificates": {
        "task": "facilitation.tasks.certificate.sweep_certificates",
        "schedule": 10.0,
        "options": {"expires": 10.0},
    },
    "reports": {
        "task": "facilitation.tasks.report.sweep_reports",
        "schedule": 10.0,
        "options": {"expires": 10.0},
    },
    "exports": {"task": "facilitation.tasks.export.sweep_exports", "schedule": 10.0, "options": {"expires": 10.0}},
    "exports-let-go": {"task": "facilitation.tasks.export.sweep_old_exports", "schedule": 3600.0},
    "session-packs": {
        "task": "facilitation.tasks.session_pack.sweep_session_packs",
        "schedule": 10.0,
        "options": {"expires": 10.0},
    },
}


@worker_init.connect
def warm_worker(**_options: object) -> None:
    """Load what PDFs need once, in the process that forks the pool. Where that cannot be, each page explains why."""
    try:
        warm_up()
    except PdfUnavailable as reason:
        log.warning("%s", reason)


@worker_init.connect
def give_way(**_options: object) -> None:
    """Where both share a processor, a page comes before a hundred mails or a search. The pool inherits it."""
    os.nice(GIVES_WAY)
