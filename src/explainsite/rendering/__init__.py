"""Which films are needed, which the store holds, and the workers that make the rest."""
