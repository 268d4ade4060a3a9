"""Reports with faults are taken out of a case, so that they are read again; the rest stays and is compared anew."""

from uuid import uuid4

from sqlalchemy import delete, select

from accordingto.casefile import words
from accordingto.casefile.case import Case
from accordingto.casefile.checking import bad_problems, look, strays
from accordingto.casefile.compared import comparing_faults
from accordingto.casefile.replacing import forget, set_aside
from accordingto.casefile.schema import LEDGER_DUE, TABLES, facts, finding_seals
from accordingto.casefile.stores.dialects import insert_over
from accordingto.casefile.workings import compare_anew, unfinished


def leave_out_faulty(case: Case, *, anew: bool = False) -> tuple[str, ...]:
    """Take what has faults out of a case, all in one transaction; return the paths (or ids) of the reports left out.

    Their records are kept aside as they are (table ``superseded``). What was compared is forgotten where anything was
    taken out or does not hold together, and with ``anew`` in any case.
    """
    with case.transaction() as c, case.store.tolerant(c):
        reports, findings, problems = TABLES["report"], TABLES["finding"], TABLES["problem"]
        unsaid = bad_problems(c)
        told_of = select(reports.c.id).where(reports.c.path.in_({path for _, path, _ in unsaid}))
        bad = sorted({one.report for one in look(c) if one.faults}.union(c.execute(told_of).scalars()))
        lost = strays(c)
        c.execute(delete(problems).where(problems.c.id.in_([number for number, _, _ in unsaid])))
        if not (anew or bad or lost or unsaid or (not unfinished(c) and any(True for _ in comparing_faults(c)))):
            return ()
        paths = {row.id: row.path for row in c.execute(select(reports.c.id, reports.c.path))}
        for report in (*bad, *lost):
            set_aside(c, report)
            forget(c, report)
        for table in (findings, finding_seals):
            c.execute(delete(table))
        words.forget_all(c)
        words.wait(c, sorted(paths.keys() - set(bad)))
        compare_anew(c, sorted(paths.keys() - set(bad)))
        insert_over(c, facts, [{"name": LEDGER_DUE, "value": uuid4().hex}])
        left_out = {paths.get(report) or report for report in (*bad, *lost)}
        return tuple(sorted(left_out.union(path or number for number, path, _ in unsaid)))
