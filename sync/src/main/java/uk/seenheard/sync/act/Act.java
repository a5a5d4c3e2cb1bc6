package uk.seenheard.sync.act;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The vocabulary of acts: each with its word on the wire, what it is, who may do it, where, with
 * which members, and its sentence for people. Every end goes by these rows, and nobody keeps a list
 * of their own: a new act is a new row, and what walks the rows (rules, roles, attacks) meets it.
 *
 * <p>An act that is not here is kept and passed on without effect. One whose word begins with
 * {@code decide-} decides, known or not, so that every end computes the same {@code captured}
 * digest.
 */
public enum Act {
  /** An officer hands the incident in. */
  SUBMIT("submit", Kind.CAPTURED, Who.RECORDER, "handed it in", Place.HANDSET),
  /** Two entries are one. */
  SAME_AS(
      "same-as",
      Kind.CAPTURED,
      Who.RECORDER,
      "said that two entries are one",
      List.of(Place.HANDSET, Place.DECISIONS),
      Member.about(),
      Member.needed("entry"),
      Member.needed("reason")),
  /** Joins that {@code over} names are undone. */
  SEPARATE(
      "separate",
      Kind.CAPTURED,
      Who.RECORDER,
      "said that entries are not one after all",
      List.of(Place.HANDSET, Place.DECISIONS),
      Member.over(),
      Member.needed("reason")),
  /**
   * An officer is at this job: it puts them on the incident, or asks for that, and says no more.
   */
  ATTEND("attend", Kind.PRESENCE, Who.RECORDER, "is at this job", Place.HANDSET),
  /** What stands in the same change was written on paper before, or is remembered, since when. */
  NOTED(
      "noted",
      Kind.CAPTURED,
      Who.RECORDER,
      "entered it later than it was written",
      Place.HANDSET,
      Member.needed("from"),
      Member.needed("at")),

  /** Handed back, with what is to be done. */
  RETURN(
      "return",
      Kind.REVIEW,
      Who.SUPERVISOR,
      "returned it",
      Place.DECISIONS,
      Member.optional("note"),
      Member.optional("notes")),
  /** Let go out to the records system. */
  AUTHORISE(
      "authorise",
      Kind.REVIEW,
      Who.SUPERVISOR,
      "authorised it",
      Place.DECISIONS,
      Member.optional("captured"),
      Member.optional("read")),
  /** A reason for an open question is good. */
  ACCEPT_REASON(
      "accept-reason",
      Kind.REVIEW,
      Who.SUPERVISOR,
      "accepted a reason",
      Place.DECISIONS,
      Member.needed("prompt"),
      Member.needed("op")),
  /** A reason for an open question is not good. */
  REFUSE_REASON(
      "refuse-reason",
      Kind.REVIEW,
      Who.SUPERVISOR,
      "did not accept a reason",
      Place.DECISIONS,
      Member.needed("prompt"),
      Member.needed("op")),
  /** Work on it is somebody's. */
  ASSIGN(
      "assign",
      Kind.REVIEW,
      Who.SUPERVISOR,
      "assigned it",
      List.of(Place.DECISIONS, Place.HANDOVER),
      Member.optional("person"),
      Member.optional("team"),
      Member.optional("from"),
      Member.optional("reason")),
  /** Somebody else sees it. */
  SHARE(
      "share",
      Kind.REVIEW,
      Who.SUPERVISOR,
      "shared it",
      Place.DECISIONS,
      Member.optional("person"),
      Member.optional("team")),
  /** Somebody no longer sees it. */
  UNSHARE(
      "unshare",
      Kind.REVIEW,
      Who.SUPERVISOR,
      "withdrew it from somebody",
      Place.DECISIONS,
      Member.optional("person"),
      Member.optional("team")),

  /** A change in quarantine takes effect. */
  RELEASE(
      "release",
      Kind.REVIEW,
      Who.SUPERVISOR,
      "released a change from quarantine",
      Place.DECISIONS,
      Member.needed("change"),
      Member.needed("reason")),

  /** A change in quarantine never takes effect. */
  DISMISS(
      "dismiss",
      Kind.REVIEW,
      Who.SUPERVISOR,
      "dismissed a change in quarantine",
      Place.DECISIONS,
      Member.needed("change"),
      Member.needed("reason")),

  /** Something was seen. */
  ACKNOWLEDGE(
      "acknowledge",
      Kind.REVIEW,
      Who.SUPERVISOR,
      "took note of something",
      Place.DECISIONS,
      Member.needed("what")),

  /** Police protection is authorised, refused or ended; it sets the child's own fields with it. */
  PROTECTION(
      "decide-protection",
      Kind.REVIEW,
      Who.INSPECTOR,
      "decided about police protection",
      Place.DECISIONS,
      Member.about(),
      Member.needed("decision"),
      Member.needed("grounds"),
      Member.optional("at")),

  /** Something is overdue, and somebody was told. */
  ALERT(
      "decide-alert",
      Kind.REVIEW,
      Who.SERVER,
      "told somebody that something is overdue",
      Place.CHASE,
      Member.needed("alert")),

  /** Somebody takes on what is overdue. */
  ALERT_ACKNOWLEDGED(
      "decide-alert-acknowledged",
      Kind.REVIEW,
      Who.RECORDER,
      "took on what is overdue",
      Place.CHASE,
      Member.needed("alert"),
      Member.optional("words")),

  /** A chase is ended though what was chased still stands. */
  ALERT_ENDED(
      "decide-alert-ended",
      Kind.REVIEW,
      Who.SUPERVISOR,
      "ended the chase",
      Place.CHASE,
      Member.needed("alert"),
      Member.needed("reason")),

  /** Words were written under the wrong reference: they belong to another incident. */
  MISPLACED(
      "misplaced",
      Kind.MOVED,
      Who.SUPERVISOR,
      "said that words belong to another incident",
      Place.MISPLACED,
      Member.needed("what"),
      Member.needed("incident"),
      Member.needed("reason"),
      Member.optional("person"),
      Member.optional("team")),

  /** Words were brought here from the incident under which they were written by mistake. */
  BROUGHT(
      "decide-brought",
      Kind.REVIEW,
      Who.SUPERVISOR,
      "brought words here that were written in another incident",
      Place.MISPLACED,
      Member.these("what", "incident", "reason")),

  /** A recording of body-worn video shows this incident, or a part of it does. */
  FOOTAGE_LINKED(
      "decide-footage-linked",
      Kind.REVIEW,
      Who.SUPERVISOR,
      "put a recording beside it",
      Place.FOOTAGE,
      Member.these("source", "clip", "certainty", "person?", "from?", "to?", "reason?")),

  /** A recording does not belong to this incident after all. */
  FOOTAGE_UNLINKED(
      "decide-footage-unlinked",
      Kind.REVIEW,
      Who.SUPERVISOR,
      "took a recording off it",
      Place.FOOTAGE,
      Member.these("source", "clip", "reason")),

  /** How an officer's recording, or one that belongs here, stands with the evidence system. */
  FOOTAGE_NOTED(
      "decide-footage-noted",
      Kind.REVIEW,
      Who.SERVER,
      "noted how the body-worn video stands",
      Place.FOOTAGE,
      Member.these("state", "person?", "source?", "clip?", "at?")),

  /** Two incidents are one event. */
  SAME_INCIDENT(
      "decide-same-incident",
      Kind.REVIEW,
      Who.SUPERVISOR,
      "said that two incidents are one event",
      Place.TWINS,
      Member.needed("incident"),
      Member.needed("reason")),

  /** Two incidents are not one event after all. */
  OTHER_INCIDENT(
      "decide-other-incident",
      Kind.REVIEW,
      Who.SUPERVISOR,
      "said that two incidents are not one event",
      Place.TWINS,
      Member.needed("incident"),
      Member.needed("reason"));

  static final String DECIDES = "decide-";
  private static final Map<String, Act> BY_WORD = new HashMap<>();

  static {
    for (Act act : values()) {
      BY_WORD.put(act.word, act);
    }
  }

  private final String word;
  private final Kind kind;
  private final Who who;
  private final String sentence;
  private final List<Place> places;
  private final List<Member> members;

  Act(String word, Kind kind, Who who, String sentence, Place place, Member... members) {
    this(word, kind, who, sentence, Collections.singletonList(place), members);
  }

  Act(String word, Kind kind, Who who, String sentence, List<Place> places, Member... members) {
    this.word = word;
    this.kind = kind;
    this.who = who;
    this.sentence = sentence;
    this.places = List.copyOf(places);
    this.members = Collections.unmodifiableList(Arrays.asList(members.clone()));
  }

  /** What an act is to the record. */
  public enum Kind {
    /** Part of what was recorded: offline, under a shift pass. */
    CAPTURED,
    /** Made on a handset, but no part of what was recorded: a late one corrects nothing. */
    PRESENCE,
    /** A decision about what was recorded: online, on the record as it stands. */
    REVIEW,
    /** A decision by which other words stand in the record than before, and so part of it. */
    MOVED
  }

  /** Who may do it: everybody from this rank on. */
  public enum Who {
    /** Whoever records. */
    RECORDER,
    /** A supervisor or an inspector. */
    SUPERVISOR,
    /** An inspector. */
    INSPECTOR,
    /** A server, of itself. */
    SERVER
  }

  /** Where it is done, and so by which rules. */
  public enum Place {
    /** On a handset: the rules of capture. */
    HANDSET,
    /** In a decision about the incident: the rules of review. */
    DECISIONS,
    /** Where what is overdue is taken on, and by the server that chases. */
    CHASE,
    /** Where a leaver's incidents are given to somebody else. */
    HANDOVER,
    /** Where incidents are said to be one event. */
    TWINS,
    /** Where words are moved to the incident where they belong. */
    MISPLACED,
    /** Where recordings are put beside an incident, by what the catalogue says of them. */
    FOOTAGE
  }

  /** The act of that word, or empty when this version does not know it. */
  public static Optional<Act> of(String word) {
    return Optional.ofNullable(BY_WORD.get(word));
  }

  /** Whether an act of that word decides about what was recorded. */
  public static boolean decides(String word) {
    Act known = BY_WORD.get(word);
    return known == null
        ? word.startsWith(DECIDES)
        : known.kind == Kind.REVIEW || known.kind == Kind.MOVED;
  }

  /** Whether an act of that word is part of what was captured, known or not. */
  public static boolean isCaptured(String word) {
    Act known = BY_WORD.get(word);
    return known == null
        ? !word.startsWith(DECIDES)
        : known.kind == Kind.CAPTURED || known.kind == Kind.MOVED;
  }

  /** Whether an act of that word was made by whoever recorded, known or not. */
  public static boolean isRecorded(String word) {
    return isCaptured(word) && !decides(word);
  }

  /** Its name on the wire. */
  public String word() {
    return word;
  }

  /** Whether a word on the wire is this act's. */
  public boolean is(String other) {
    return word.equals(other);
  }

  /** What it is to the record. */
  public Kind kind() {
    return kind;
  }

  /** Who may do it. */
  public Who who() {
    return who;
  }

  /** What somebody did, to be read after their name. */
  public String sentence() {
    return sentence;
  }

  /** Where it is done. */
  public List<Place> places() {
    return places;
  }

  /** Whether it is done there. */
  public boolean isDoneAt(Place place) {
    return places.contains(place);
  }

  /** Its members. */
  public List<Member> members() {
    return members;
  }
}
