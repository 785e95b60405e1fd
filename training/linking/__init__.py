"""Tables and weights of `onrecord.link`, made from public corpora; see each module."""
