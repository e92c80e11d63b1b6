# Terms follow VERIS 1.4, RSIT and STIX 2.1 where these have one; MODEL.md lists them all.
"""Vocabularies of incidents: what kind, who took part, what happened, what it did."""

from __future__ import annotations

from kb.vocab.terms import vocabulary

INCIDENT_TYPES = vocabulary(
    "incident type",
    """
    ransomware | Ransomware | Data or systems encrypted for ransom.
    data-breach | Data breach | Somebody without a right to it reached personal or confidential data.
    data-leak | Data leak | Data became public.
    extortion | Extortion | A demand under threat, with or without encryption.
    ddos | Denial of service | Services flooded until they fail.
    destructive | Destruction | Data or systems destroyed.
    espionage | Espionage | Secret collection for a state or competitor.
    supply-chain | Supply chain | Reached its victims through a supplier or its software.
    account-compromise | Account compromise | A user's or administrator's account taken over.
    fraud | Fraud | Deception for money.
    phishing | Phishing | Messages that lure people into giving access or data.
    defacement | Defacement | A public page altered.
    vulnerability-exploitation | Exploited vulnerability | A flaw in software was used.
    insider | Insider | Somebody with legitimate access.
    outage | Outage | Services were unavailable.
    misconfiguration | Misconfiguration | Data or systems exposed by a setting.
    loss-theft | Loss or theft | A device or document lost or stolen.
    accidental-disclosure | Accidental disclosure | Published or sent by mistake.
    unknown | Not disclosed | Nobody responsible has said what it was.
    other | Other | None of these.
    """,
)

DETERMINATIONS = vocabulary(
    "determination",
    """
    suspected | Suspected | An incident is suspected, not established.
    confirmed | Confirmed | The organisation concerned or an authority says it happened.
    blocked | Blocked | An attempt was stopped.
    failed-attempt | Failed attempt | An attempt failed by itself.
    false-positive | False alarm | It turned out to be no incident.
    """,
)

RSIT = vocabulary(
    "RSIT class and type",
    """
    abusive-content/spam | Spam
    abusive-content/harmful-speech | Harmful speech
    abusive-content/violence | Exploitation, sexual or violent content
    malicious-code/infected-system | Infected system
    malicious-code/c2-server | Command and control server
    malicious-code/malware-distribution | Malware distribution
    malicious-code/malware-configuration | Malware configuration
    information-gathering/scanner | Scanning
    information-gathering/sniffing | Sniffing
    information-gathering/social-engineering | Social engineering
    intrusion-attempts/ids-alert | Exploitation of known vulnerabilities
    intrusion-attempts/brute-force | Login attempts
    intrusion-attempts/exploit | New attack signature
    intrusions/privileged-account-compromise | Privileged account compromise
    intrusions/unprivileged-account-compromise | Unprivileged account compromise
    intrusions/application-compromise | Application compromise
    intrusions/system-compromise | System compromise
    intrusions/burglary | Burglary
    availability/dos | Denial of service
    availability/ddos | Distributed denial of service
    availability/misconfiguration | Misconfiguration
    availability/sabotage | Sabotage
    availability/outage | Outage
    information-content-security/unauthorised-information-access | Unauthorised access to information
    information-content-security/unauthorised-information-modification | Unauthorised modification of information
    information-content-security/data-loss | Data loss
    information-content-security/data-leak | Leak of confidential information
    fraud/unauthorised-use-of-resources | Unauthorised use of resources
    fraud/copyright | Copyright
    fraud/masquerade | Masquerade
    fraud/phishing | Phishing
    vulnerable/weak-crypto | Weak cryptography
    vulnerable/ddos-amplifier | DDoS amplifier
    vulnerable/potentially-unwanted-accessible | Potentially unwanted accessible services
    vulnerable/information-disclosure | Information disclosure
    vulnerable/vulnerable-system | Vulnerable system
    other/other | Uncategorised
    other/undetermined | Undetermined
    """,
)

SECTORS = vocabulary(
    "sector",
    """
    local-government | Local government
    central-government | Central government
    police | Police and justice
    health | Health and social care
    education | Education
    library-culture | Libraries and culture
    housing | Housing
    elections | Elections
    it-services | IT services
    software | Software
    outsourcing | Outsourcing
    pensions | Pensions
    finance | Finance
    energy | Energy
    water | Water
    transport | Transport
    telecoms | Telecommunications
    retail | Retail
    manufacturing | Manufacturing
    media | Media
    security | Security industry
    legal | Legal services
    charity | Charity
    other | Other
    """,
)

ROLES = vocabulary(
    "participant role",
    """
    victim | Affected | Its own services, systems or data were hit.
    downstream-victim | Affected through a supplier | Hit because somebody it depends on was hit.
    shared-service | Shared service | Runs services for several of the affected bodies.
    supplier | Supplier | Supplied the affected product or service.
    named-then-cleared | Named, then cleared | Publicly linked to the cause; the link was withdrawn or shown false.
    vector | Way in | The product or service through which it came.
    attacker | Attacker | Established as responsible.
    alleged-attacker | Alleged attacker | Said to be responsible, or says so itself.
    responder | Responder | Helped to contain and recover.
    investigator | Investigator | Examined what happened.
    regulator | Regulator | Enquired or ruled under law.
    law-enforcement | Law enforcement | Police or prosecutors.
    insurer | Insurer | Covered the loss.
    reporter | Reported on it | Its reporting is part of the story.
    """,
)

SERVICE_STATES = vocabulary(
    "service state",
    """
    unavailable | Unavailable
    degraded | Partly working
    available | Working
    restored | Restored
    unknown | Not known
    """,
)

IMPACT_KINDS = vocabulary(
    "impact kind",
    """
    confidentiality | Confidentiality | Data seen, taken or published.
    integrity | Integrity | Data or systems altered.
    availability | Availability | Services or systems not usable.
    monetary | Money | Costs, losses, fines, ransom.
    physical | Physical | Harm to people or things.
    external | On others | Effects outside the organisation.
    """,
)

UNITS = vocabulary(
    "unit",
    """
    people | people
    records | records
    organisations | organisations
    systems | systems
    devices | devices
    files | files
    days | days
    hours | hours
    weeks | weeks
    months | months
    years | years
    gigabytes | GB
    terabytes | TB
    services | services
    appointments | appointments
    """,
)

QUALIFIERS = vocabulary(
    "qualifier",
    """
    exact | exactly
    about | about
    at-least | at least
    at-most | at most
    unknown | not known
    """,
)

EVENT_TYPES = vocabulary(
    "event type",
    """
    initial-access | Initial access
    compromise | Compromise
    encryption | Encryption
    exfiltration | Exfiltration
    disruption | Disruption
    detected | Detection
    declared | Declaration
    containment | Containment
    public-disclosure | Public disclosure
    statement | Statement
    victim-notification | Notification of those affected
    regulator-report | Report to a regulator
    attribution | Attribution
    ransom-demand | Ransom demand
    ransom-payment | Ransom payment
    data-published | Data published
    recovery | Recovery
    investigation | Investigation
    external-support | Outside help
    patch-released | Patch released
    advisory | Advisory
    arrest | Arrest
    sanction | Sanction
    lawsuit | Lawsuit
    reprimand | Reprimand
    fine | Fine
    contract | Contract
    reorganisation | Reorganisation
    report-published | Report published
    correction | Correction
    other | Other
    """,
)

EVENT_STATUSES = vocabulary(
    "event status",
    """
    occurred | Occurred
    ongoing | Ongoing
    planned | Planned
    not-occurred | Did not happen
    undetermined | Not established
    """,
)

DISPUTE_OUTCOMES = vocabulary(
    "dispute outcome",
    """
    open | Open | The sources do not decide it.
    settled | Settled | One side held.
    compatible | Compatible | Both can be true once read closely.
    misreading | Misreading | One side misread the other.
    """,
)

ANSWERS = vocabulary(
    "answer",
    """
    not-disclosed | Not disclosed | Those who know have not said.
    declined | Declined to say | They were asked and declined.
    not-found | Not found | We looked and found no answer.
    open | Open | Still being established.
    """,
)

SCALE = vocabulary(
    "scale",
    """
    low | Low
    moderate | Moderate
    high | High
    """,
)

DATA_ANSWERS = vocabulary(
    "data answer",
    """
    published | Published | Data became public.
    taken | Taken | Data was taken.
    accessed | Accessed | Data was reached; whether it was taken is not on record.
    none-found | No evidence found | Somebody looked, and found no evidence that data was reached or taken.
    not-taken | Not taken | Somebody says that no data was taken or lost.
    not-known | Not known | Whether data was reached has not been established.
    nothing-published | Nothing published | The body has published nothing about its data.
    """,
)
"""What is on record about the data of one body."""

MEASURES = vocabulary(
    "measure",
    """
    people-affected | People affected | People whose data or services were affected.
    recovery-days | Recovery | Days until those affected considered it over, or services were back.
    cost | Cost | What it cost, as whoever paid or audited says.
    fine | Fine | What a regulator or court imposed.
    ransom-demanded | Ransom demanded | What was demanded.
    ransom-paid | Ransom paid | What was paid.
    """,
)
"""Figures that can be set side by side over incidents."""
