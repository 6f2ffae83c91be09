"""The groups that fates are coloured and filtered by."""

from timeline.ledger import COLOUR_GROUPS, COLOURS, FATE_GROUPS, ColourGroup, Fate, FateGroup


def test_every_fate_has_one_colour():
    assert {group: {fate for fate in Fate if COLOURS[fate] == group} for group in ColourGroup} == {
        ColourGroup.SHIP: {
            Fate.DELIVERED_EARLY,
            Fate.DELIVERED_ON_TIME,
            Fate.DELIVERED_UNSCORED,
            Fate.DELIVERED_INDETERMINATE,
            Fate.DELIVERED_PARTLY,
        },
        ColourGroup.PROMISE: {Fate.PENDING, Fate.ANNOUNCED, Fate.UNVERIFIED},
        ColourGroup.SLIP: {Fate.OVERDUE, Fate.DELIVERED_LATE},
        ColourGroup.CANCEL: {
            Fate.CANCELLED,
            Fate.REPORTED_CANCELLED,
            Fate.WITHDRAWN,
            Fate.SUPERSEDED,
            Fate.DORMANT,
        },
    }


def test_the_colour_groups_hold_each_fate_once():
    assert sorted(fate for fates in COLOUR_GROUPS.values() for fate in fates) == sorted(Fate)


def test_the_filter_groups_overlap_where_late_things_shipped():
    late = {group for group, fates in FATE_GROUPS.items() if Fate.DELIVERED_LATE in fates}
    overdue = {group for group, fates in FATE_GROUPS.items() if Fate.OVERDUE in fates}
    assert (late, overdue) == ({FateGroup.SHIPPED, FateGroup.LATE}, {FateGroup.OVERDUE, FateGroup.LATE})


def test_every_fate_can_be_filtered_for():
    assert set().union(*FATE_GROUPS.values()) == set(Fate)
