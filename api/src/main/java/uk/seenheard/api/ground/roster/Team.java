package uk.seenheard.api.ground.roster;

/** A team of the force: the scope in which a supervisor sees and decides. */
public record Team(String id, String name) {}
