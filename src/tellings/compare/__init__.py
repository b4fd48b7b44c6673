"""What the accounts of each event show when they are laid side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tellings.compare.accounts import build_accounts
from tellings.compare.blame import compare_blame
from tellings.compare.copies import find_copies
from tellings.compare.denial import find_denials
from tellings.compare.figures import compare_figures
from tellings.compare.itself import find_contradictions, find_partial_wholes
from tellings.compare.material import Material
from tellings.compare.naming import compare_labels, compare_naming, compare_places
from tellings.compare.origins import find_roots, merge_origins
from tellings.compare.rejects import find_rejected
from tellings.compare.rests import find_dependence, find_sole_sources
from tellings.compare.sides import find_one_sided
from tellings.compare.whereabouts import compare_whereabouts
from tellings.domain.accounts import (
    Account,
    Alignment,
    Comparison,
    Finding,
    FindingKind,
    Origin,
    independent_origins,
)
from tellings.domain.reading import Reading
from tellings.domain.text import Document

__all__ = ["compare_accounts", "independent_origins"]

#: The order in which findings are shown: what matters most first.
RANK = (
    FindingKind.EVENT_DENIED,
    FindingKind.BLAME_DENIED,
    FindingKind.BLAME_DIFFERS,
    FindingKind.FIGURES_DIFFER,
    FindingKind.CONTRADICTS_ITSELF,
    FindingKind.FIGURES_REVISED,
    FindingKind.CIRCULAR,
    FindingKind.SINGLE_ORIGIN,
    FindingKind.TOLD_BY_ONE_SIDE,
    FindingKind.AUTHOR_REJECTS,
    FindingKind.FIGURES_AGREE,
    FindingKind.TIME_DIFFERS,
    FindingKind.PLACE_DIFFERS,
    FindingKind.NAMING_DIFFERS,
)


def compare_accounts(
    documents: Sequence[Document], readings: Sequence[Reading], alignment: Alignment
) -> Comparison:
    """Accounts, origins, copies and findings of aligned readings; input order changes nothing."""
    material = Material(documents, readings, alignment)
    copies = find_copies(documents)
    roots = find_roots(documents, copies, alignment, material.cited())
    told = [pair for e in alignment.events for pair in build_accounts(e, material, roots)]
    accounts = tuple(account for account, _ in told)
    origins = merge_origins([origin for _, origin in told], accounts)
    findings = [*_of_events(accounts, origins, roots.family, material), *_of_none(material)]
    return Comparison(alignment, origins, accounts, tuple(sorted(findings, key=_rank)), copies)


def _of_events(
    accounts: Sequence[Account],
    origins: Sequence[Origin],
    family: Mapping[str, str],
    material: Material,
) -> Iterator[Finding]:
    by_origin = {o.id: o for o in origins}
    by_event: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        by_event[account.event].append(account)
    for mine in by_event.values():
        yield from compare_figures(mine, by_origin, material)
        yield from compare_blame(mine, material)
        yield from find_denials(mine, material)
        yield from compare_naming(mine, material)
        yield from compare_whereabouts(mine, material)
        yield from find_dependence(mine, by_origin, family, material)
        yield from find_contradictions(mine, material)
        yield from find_one_sided(mine, material)


def _of_none(material: Material) -> Iterator[Finding]:
    yield from find_rejected(material)
    yield from find_partial_wholes(material)
    yield from find_sole_sources(material)
    yield from compare_labels(material)
    yield from compare_places(material)


def _rank(finding: Finding) -> tuple[object, ...]:
    """Kind first, then how many passages show it, then the words."""
    return (
        RANK.index(finding.kind),
        -len(finding.passages),
        finding.event or "",
        finding.text,
        finding.passages,
    )
