"""Code sets of the Department's return that more than one part of the program speaks in, with their words."""

from collections.abc import Mapping

SEN_TYPES: Mapping[str, str] = {
    "SPLD": "Specific learning difficulty",
    "MLD": "Moderate learning difficulty",
    "SLD": "Severe learning difficulty",
    "PMLD": "Profound and multiple learning difficulty",
    "SEMH": "Social, emotional and mental health",
    "SLCN": "Speech, language and communication needs",
    "HI": "Hearing impairment",
    "VI": "Vision impairment",
    "MSI": "Multi-sensory impairment",
    "PD": "Physical disability",
    "ASD": "Autistic spectrum disorder",
    "DS": "Down Syndrome",
    "OTH": "Other difficulty or disability",
}
"""A child's primary need by its code in the SEN2 return; DS is from 2025."""

SOURCES: Mapping[str, str] = {
    "parent": "Parent or carer",
    "young_person": "Young person",
    "school": "School or other setting",
    "health": "Health",
    "social_care": "Social care",
    "other": "Other",
    "not_known": "Not known",
}
"""Who may ask (s36(1); SEN2 item 2.2 folds parent and young person into code 1)."""

SETTING_KINDS: Mapping[str, str] = {
    "nursery": "Nursery",
    "primary": "Primary school",
    "secondary": "Secondary school",
    "special": "Special school",
    "post_16": "College or sixth form",
}
"""Kinds of setting that the program itself gives; any other is kept and shown in the words of whoever gave it."""
