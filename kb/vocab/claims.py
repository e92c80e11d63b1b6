"""Vocabularies of claims and sources: how it was said, how firm it is, who wrote it down."""

from __future__ import annotations

from kb.vocab.terms import vocabulary

SPEECH_ACTS = vocabulary(
    "speech act",
    """
    stated | stated | Said as a fact.
    confirmed | confirmed | Confirmed when asked, or about oneself.
    denied | said in denial | Answers a claim or a question by saying that it is not so; the text is what the speaker holds to be true.
    declined | declined to say | Asked, and would not answer.
    inferred | inferred | Concluded from other things, not observed.
    alleged | alleged | Accused or claimed without shown evidence; attackers' claims belong here.
    speculated | speculated | Put forward as a possibility.
    """,
)

UNPROVEN_ACTS = frozenset({"alleged", "inferred", "speculated"})
"""Speech acts on which a confirmed status never rests."""

STATUSES = vocabulary(
    "claim status",
    """
    confirmed | Confirmed | A primary source, or two independent origins.
    reported | Reported | Said by somebody, not established further.
    disputed | Disputed | Somebody with standing says otherwise.
    refuted | Shown false | Evidence shows that it is not so.
    retracted | Withdrawn | Whoever said it took it back, or the outlet that carried it took it out.
    superseded | Superseded | A later statement replaces it.
    """,
)

FALLEN_STATUSES = frozenset({"refuted", "retracted"})
"""What was shown false or taken back: each needs a day and a source, in the claim's history."""

DEPRECATED_STATUSES = FALLEN_STATUSES | {"superseded"}
"""Statuses under which a claim stays on the page, struck through, with the reason; a figure with a
later one beside it is not struck."""

GROUNDS = vocabulary(
    "ground",
    """
    own-act | its own act | What the body itself did, decided, ordered, spent or published, and its own services.
    finding | a finding | What a court, regulator, public agency, auditor or inquiry decided or found within its task.
    register | an official record | What an official register or series says of what it registers.
    """,
)
"""Why one document is enough to confirm a claim, where fields cannot tell."""

EVIDENCE = vocabulary(
    "evidence",
    "none-found | no evidence found | Somebody looked for it and found none: neither yes nor no.",
)

OWN_PREDICATES = frozenset(
    {
        "services-disrupted", "asset-state", "contract-scope", "loss", "downtime", "discovered",
        "disclosed", "contained", "resolved", "outcome", "ransom-paid", "population-served",
    }
)  # fmt: skip
"""Properties that a body's own document can settle: what it did, spent and published, and the state
of its own services."""

HARM_PREDICATES = frozenset({"individuals-affected", "records-affected", "data-accessed"})
"""How many people and how much data were harmed: never confirmed on the body's own word."""

PREDICATES = vocabulary(
    "predicate",
    """
    individuals-affected | How many people were affected?
    records-affected | How many records were affected?
    population-served | How many people do the affected bodies serve?
    data-accessed | Was data accessed or taken?
    services-disrupted | Which services were disrupted?
    asset-state | What state were the systems in?
    initial-access | How did it begin?
    vulnerability-exploited | Was a vulnerability used?
    malware-used | Was malware used?
    attributed-to | Who did it?
    provider-of | Who provided what?
    contract-scope | What did the contract cover?
    ransom-demanded | Was a ransom demanded?
    ransom-paid | Was a ransom paid?
    loss | What did it cost?
    downtime | How long did it last?
    began | When did it begin?
    discovered | When was it discovered?
    disclosed | When was it made public?
    contained | When was it contained?
    resolved | When was it over?
    outcome | What came of it?
    other | Other statements
    """,
)

MULTI_VALUED_PREDICATES = frozenset(
    {
        "other", "services-disrupted", "asset-state", "vulnerability-exploited", "malware-used",
        "provider-of", "contract-scope", "outcome",
    }
)  # fmt: skip
"""Predicates that take several values at once: different values are no contradiction."""

DATE_PREDICATES = frozenset({"began", "discovered", "disclosed", "contained", "resolved"})
"""Predicates whose value is a date."""

NOT_OF_AN_INCIDENT = frozenset({"provider-of", "contract-scope", "population-served"})
"""Predicates that say something of a body whichever incident a record is about."""

FIGURE_PREDICATES = frozenset(
    {
        "individuals-affected", "records-affected", "population-served", "ransom-demanded",
        "ransom-paid", "loss", "downtime",
    }
)  # fmt: skip
"""Predicates whose value is a figure, where it is more than yes or no."""

RESTATEMENTS = vocabulary(
    "restatement",
    """
    copied | Copied | The same words or the same sense.
    softened | Softened | Weaker than what it repeats.
    sharpened | Sharpened | Stronger than what it repeats.
    garbled | Garbled | Something else than what it repeats.
    """,
)

STANCES = vocabulary(
    "stance",
    """
    supports | supports | The source says so.
    disputes | disputes | The source casts doubt on it.
    denies | denies | The source says it is not so.
    mentions | mentions | The source repeats it without taking a side.
    input | input | A figure that our own sum rests on.
    """,
)

SOURCE_KINDS = vocabulary(
    "source kind",
    """
    news | News
    official-statement | Official statement
    regulator | Regulator
    council-minutes | Council minutes and papers
    report | Report
    vendor-advisory | Vendor advisory
    court | Court
    foi | Freedom of information
    blog | Blog
    post | Post
    aggregator | Aggregator or copy
    """,
)

ORIGINS = vocabulary(
    "origin",
    """
    primary | Primary | Issued by a party to the events, or an authoritative record.
    secondary | Secondary | Journalism or analysis, however good.
    tertiary | Tertiary | A copy, rewrite or digest of other reports.
    """,
)

RELIABILITY = vocabulary(
    "Admiralty reliability",
    """
    A | completely reliable
    B | usually reliable
    C | fairly reliable
    D | not usually reliable
    E | unreliable
    F | reliability cannot be judged
    """,
)

CREDIBILITY = vocabulary(
    "Admiralty credibility",
    """
    1 | confirmed by other sources
    2 | probably true
    3 | possibly true
    4 | doubtful
    5 | improbable
    6 | truth cannot be judged
    """,
)

READINGS = vocabulary(
    "how much was read",
    """
    full | read in full
    opening | only the opening was read
    copy | seen only through a copy
    address-only | not read; the address alone is known
    """,
)

EXTENTS = vocabulary(
    "extent",
    """
    whole | whole | Everything in it comes from the other source.
    part | part | Some of it comes from the other source.
    """,
)

LINEAGES = vocabulary("lineage", "unknown | not known | Nobody knows whom it copies.")

CSL_TYPES = vocabulary(
    "CSL type",
    """
    article | article
    article-journal | journal article
    article-magazine | magazine article
    article-newspaper | newspaper article
    bill | bill
    book | book
    broadcast | broadcast
    chapter | chapter
    dataset | dataset
    document | document
    entry-encyclopedia | encyclopedia entry
    hearing | hearing
    interview | interview
    legal_case | legal case
    legislation | legislation
    manuscript | manuscript
    pamphlet | pamphlet
    paper-conference | conference paper
    periodical | periodical
    personal_communication | personal communication
    post | post
    post-weblog | blog post
    regulation | regulation
    report | report
    software | software
    speech | speech
    standard | standard
    thesis | thesis
    webpage | web page
    """,
)
