package uk.seenheard.handset.jvm.seed;

import java.util.ArrayList;
import java.util.List;

/**
 * An invented incident in a few words.
 *
 * @param days how many days ago
 * @param time of that day in the United Kingdom, {@code 22:40}
 * @param officer who was sent
 * @param fate what became of it
 */
record Story(
    int days,
    String time,
    String form,
    String officer,
    Fate fate,
    String place,
    List<Adult> adults,
    List<Child> children) {

  /** What became of an incident. */
  enum Fate {
    RECORDING,
    SUBMITTED,
    RETURNED,
    /** Returned, and handed in again. */
    RESUBMITTED,
    CONTRADICTED,
    AUTHORISED,
    /** Authorised, and something came late. */
    CHANGED,
    /** Handed in whole with a red notice, and not read yet. */
    URGENT,
    /** Its officer left, and sent something after that. */
    QUARANTINED,
    /** Erased by law. */
    ERASED;

    /** Whether it went out to the records system. */
    boolean goesOut() {
      return this == AUTHORISED || this == CHANGED;
    }

    /** Whether its officer left nothing open. */
    boolean isWhole() {
      return goesOut() || this == URGENT;
    }

    /** Whether a sergeant had something to do about it. */
    boolean isDecided() {
      return goesOut() || this == RETURNED || this == RESUBMITTED || this == ERASED;
    }
  }

  /** A grown-up of a story. */
  record Adult(String name, String role, String link) {}

  /**
   * A child of a story.
   *
   * @param months how old
   * @param said the child's words; empty where there were none
   */
  record Child(String name, int months, String gender, String demeanour, String said) {}

  /** Copies the lists. */
  Story {
    adults = List.copyOf(adults);
    children = List.copyOf(children);
  }

  /**
   * Reads a line: its parts are set apart by bars, people by semicolons, what is said of them by
   * slashes.
   */
  static Story read(String line) {
    String[] part = line.split("\\|", -1);
    if (part.length != 8) {
      throw new IllegalArgumentException("a story has eight parts: " + line);
    }
    List<Adult> adults = new ArrayList<>();
    for (String one : part[6].split(";(?! )", -1)) {
      if (!one.trim().isEmpty()) {
        String[] said = one.trim().split("/", -1);
        adults.add(new Adult(said[0], said[1], said[2]));
      }
    }
    List<Child> children = new ArrayList<>();
    for (String one : part[7].split(";(?! )", -1)) {
      if (!one.trim().isEmpty()) {
        String[] said = one.trim().split("/", -1);
        children.add(new Child(said[0], Integer.parseInt(said[1]), said[2], said[3], said[4]));
      }
    }
    return new Story(
        Integer.parseInt(part[0].trim()),
        part[1].trim(),
        part[2].trim(),
        part[3].trim(),
        Fate.valueOf(part[4].trim()),
        part[5].trim(),
        adults,
        children);
  }
}
