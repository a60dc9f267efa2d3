-- Whoever locks a unit's books leaves a mark there that nobody else has, and is told the mark before: a program that finds its own
-- knows that nobody has touched the books since, and reads nothing again that it remembers.
alter table precursor.book_lock add column mark uuid, add column mark_before uuid;
