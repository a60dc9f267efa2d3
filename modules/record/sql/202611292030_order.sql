-- A leaf's id is made of its moment, so the primary key already holds the leaves of a unit in the order of time.
drop index record.leaf_at;
