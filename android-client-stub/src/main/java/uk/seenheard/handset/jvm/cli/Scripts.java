package uk.seenheard.handset.jvm.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * What two officers type on the night of the baby and the six-year-old; the people are invented.
 *
 * <p>A man, ill and intoxicated, tried to assault his partner while she held a baby of seven
 * months; a girl of six was there. The baby has a bruise and an ambulance crew has seen it, no
 * hospital. The man is to be bailed to the family's address though earlier conditions forbid it.
 */
final class Scripts {
  private Scripts() {}

  static List<String> thackwray(String reference) {
    return List.of(
        "new " + reference,
        "answer childrenLiving 2",
        "answer childrenHere 2",
        "child add name=\"Tilly Renshaw\"",
        "answer child/1/estimatedAge 6",
        "answer child/1/livesHere yes",
        "answer child/1/hereNow yes",
        "child add name=\"Jude Renshaw\" dob="
            + Moments.monthsAgo(7)
            + " gender=boy livesHere=yes hereNow=yes",
        "adult add name=\"Hannah Renshaw\" role=victim",
        "adult add name=\"Craig Renshaw\" role=suspect",
        "answer child/1/seen yes",
        "answer child/1/safe yes",
        "answer child/1/effect [saw]",
        "answer child/1/spoken yes",
        "say 1 \"I hid under the table when Dad shouted.\" --with askedBy=\"PC Thackwray\"",
        "answer child/1/demeanour \"Quiet, holding a toy rabbit, watching the door\"",
        "answer child/1/setting school",
        "answer child/1/school \"Hill Primary\"",
        "answer child/2/seen yes",
        "answer child/2/safe no",
        "answer child/2/speaks no",
        "answer child/2/injury yes",
        "answer child/2/injuryWhat \"Bruise, size of a coin, left cheek\"",
        "answer child/2/mobile no",
        "answer child/2/medical ambulance",
        "answer place kitchen",
        "answer adult/2/bailConditions yes",
        "answer adult/2/bailed here",
        "mark 2 injury",
        "camera all --told yes");
  }

  static List<String> oyelaran(String reference) {
    return List.of(
        "new " + reference,
        "answer childrenLiving 1",
        "answer childrenHere 1",
        "child add name=\"Tilly Renshaw\" estimatedAge=6 gender=girl livesHere=yes hereNow=yes",
        "answer child/1/seen yes",
        "answer child/1/safe no",
        "answer child/1/effect [heard]",
        "answer child/1/behaviour \"Would not leave her bedroom\"",
        "answer place hallway",
        "mark 1 home",
        "camera part part-left \"I went out to the car to radio for a second unit\"");
  }

  /** The numbers under which a handset shows Tilly, as its commands take them. */
  static String bothTillys(List<String> shown) {
    List<String> found = new ArrayList<>();
    String at = "";
    for (String line : shown) {
      if (line.startsWith("  child ")) {
        at = "child/" + line.trim().split(" ", -1)[1];
      } else if (line.startsWith("  adult ")) {
        at = "";
      } else if (!at.isEmpty() && line.trim().contains(": Tilly Renshaw")) {
        found.add(at);
      }
    }
    if (found.size() != 2) {
      throw new DemoFailed("Both officers added Tilly, but the handset shows " + found);
    }
    return String.join(" ", found);
  }
}
