package uk.seenheard.sync.act;

import java.util.List;

/**
 * Fields of a child or an adult that decisions and alerts set. Who sets one of these observed
 * nothing, and may authorise.
 */
public final class DecidedFields {
  /** Their names. */
  public static final List<String> NAMES =
      List.of(
          "inspectorAlertedAt",
          "inspectorAck",
          "designatedOfficer",
          "inquiredAt",
          "endedAt",
          "endReason");

  private DecidedFields() {}
}
