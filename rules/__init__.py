"""What the notice says: the plan, facts, rulings, quotas, deadlines and papers owed."""
