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
