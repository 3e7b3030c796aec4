-- The history of councils' statistical neighbours, and of what sources say differently about an inspection. What is stored already gets its opening entries at
-- the next start. A list of neighbours is replaced as a whole and has no row of its own that could bear a version: the history's own counting is its version.
CALL "track_history_of_part"('neighbour', 'neighbours', 'authority_id,model');
CALL "track_history_of_part"('disagreement', 'inspection', 'inspection_id');
