"""The table of stages tells the truth about what each needs and adds."""

from onrecord.pipeline.stages import STAGES


def test_every_stage_has_what_it_needs_from_those_before_it() -> None:
    there = {"raw"}
    for stage in STAGES:
        assert there >= set(stage.requires), stage.name
        assert not there & set(stage.assigns), stage.name
        there |= set(stage.assigns)
