package uk.seenheard.api.ground.writer;

import uk.seenheard.sync.change.Hash;

/**
 * A change that the server puts into the log itself: one it wrote for somebody signed in, or one
 * that was released from quarantine.
 *
 * @param author who made it
 * @param team the team their pass named, for a released change; else an empty text
 * @param supervises whether their pass is of somebody who supervises, for a released change
 */
public record ServerPiece(
    Hash hash, String content, String incident, String author, String team, boolean supervises) {}
