/**
 * The laziest officer, who fills in forms so that nobody has to look, and the careful one, whose
 * record raises nothing. What is lazy is written from the forms' texts and from what a record owes
 * a child, not from the code that judges it.
 */
package uk.seenheard.sync.lazy;
