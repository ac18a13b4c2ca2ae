"""The pages opened inside WeCom: upload, a unit's checklist, the supervision board."""
