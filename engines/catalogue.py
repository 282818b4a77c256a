"""The engines that ``consilia compute`` answers: name to module, imported only when asked for.

A module named here holds ``SPEC`` (engines.spec.EngineSpec), ``compute(inputs) -> dict`` and may hold
``explain(inputs) -> list[str]``, its worked steps.
"""

from __future__ import annotations

MODULES: dict[str, str] = {
    "news2": "engines.risk.news2",
    "ckd_epi_2021_cr": "engines.risk.ckd_epi_2021",
    "bp_classification": "engines.risk.bp_classification",
    "audit_c": "engines.risk.audit_c",
    "pedigree_kinship": "engines.pedigree.kinship_engine",
    "fhir_sampled_data": "engines.signals.sampled_data",
}
