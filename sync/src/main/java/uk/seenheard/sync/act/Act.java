package uk.seenheard.sync.act;

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
  SUBMIT("submit", Kind.CAPTURED, Who.RECORDER, "handed it in", Place.HANDSET, ""),

  /** Two entries are one. */
  SAME_AS(
      "same-as",
      Kind.CAPTURED,
      Who.RECORDER,
      "said that two entries are one",
      List.of(Place.HANDSET, Place.DECISIONS),
      "@about entry reason"),

  /** Joins that {@code over} names are undone. */
  SEPARATE(
      "separate",
      Kind.CAPTURED,
      Who.RECORDER,
      "said that entries are not one after all",
      List.of(Place.HANDSET, Place.DECISIONS),
      "@over reason"),

  /**
   * An officer says that they are at this job. It puts them on the incident, or asks for that; it
   * says nothing of what happened there.
   */
  ATTEND("attend", Kind.PRESENCE, Who.RECORDER, "is at this job", Place.HANDSET, ""),

  /** What stands in the same change was written on paper before, or is remembered, since when. */
  NOTED(
      "noted",
      Kind.CAPTURED,
      Who.RECORDER,
      "entered it later than it was written",
      Place.HANDSET,
      "from at"),

  /** Handed back, with what is to be done. */
  RETURN("return", Who.SUPERVISOR, "returned it", Place.DECISIONS, "note? notes?"),

  /** The officers are asked for what is late, without handing the incident back. */
  NUDGE("decide-nudged", Who.SUPERVISOR, "nudged the officers", Place.DECISIONS, "words prompt?"),

  /** Let go out to the records system. */
  AUTHORISE("authorise", Who.SUPERVISOR, "authorised it", Place.DECISIONS, "captured? read?"),

  /** A reason for an open question is good. */
  ACCEPT_REASON("accept-reason", Who.SUPERVISOR, "accepted a reason", Place.DECISIONS, "prompt op"),

  /** A reason for an open question is not good. */
  REFUSE_REASON(
      "refuse-reason", Who.SUPERVISOR, "did not accept a reason", Place.DECISIONS, "prompt op"),

  /** Work on it is somebody's. */
  ASSIGN(
      "assign",
      Kind.REVIEW,
      Who.SUPERVISOR,
      "assigned it",
      List.of(Place.DECISIONS, Place.HANDOVER),
      "person? team? from? reason?"),

  /** Somebody else sees it. */
  SHARE("share", Who.SUPERVISOR, "shared it", Place.DECISIONS, "person? team?"),

  /** Somebody no longer sees it. */
  UNSHARE("unshare", Who.SUPERVISOR, "withdrew it from somebody", Place.DECISIONS, "person? team?"),

  /** A change in quarantine takes effect. */
  RELEASE(
      "release",
      Who.SUPERVISOR,
      "released a change from quarantine",
      Place.DECISIONS,
      "change reason"),

  /** A change in quarantine never takes effect. */
  DISMISS(
      "dismiss",
      Who.SUPERVISOR,
      "dismissed a change in quarantine",
      Place.DECISIONS,
      "change reason"),

  /** Something was seen. */
  ACKNOWLEDGE("acknowledge", Who.SUPERVISOR, "took note of something", Place.DECISIONS, "what"),

  /** Police protection is authorised, refused or ended; it sets the child's own fields with it. */
  PROTECTION(
      "decide-protection",
      Who.INSPECTOR,
      "decided about police protection",
      Place.DECISIONS,
      "@about decision grounds at?"),

  /** Something is overdue, and somebody was told. */
  ALERT(
      "decide-alert", Who.SERVER, "told somebody that something is overdue", Place.CHASE, "alert"),

  /** Somebody takes on what is overdue. */
  ALERT_ACKNOWLEDGED(
      "decide-alert-acknowledged",
      Who.RECORDER,
      "took on what is overdue",
      Place.CHASE,
      "alert words?"),

  /** A chase is ended though what was chased still stands. */
  ALERT_ENDED("decide-alert-ended", Who.SUPERVISOR, "ended the chase", Place.CHASE, "alert reason"),

  /** Words were written under the wrong reference: they belong to another incident. */
  MISPLACED(
      "misplaced",
      Kind.MOVED,
      Who.SUPERVISOR,
      "said that words belong to another incident",
      Place.MISPLACED,
      "what incident reason person? team?"),

  /** Words were brought here from the incident under which they were written by mistake. */
  BROUGHT(
      "decide-brought",
      Who.SUPERVISOR,
      "brought words here that were written in another incident",
      Place.MISPLACED,
      "what incident reason"),

  /** A recording of body-worn video shows this incident, or a part of it does. */
  FOOTAGE_LINKED(
      "decide-footage-linked",
      Who.SUPERVISOR,
      "put a recording beside it",
      Place.FOOTAGE,
      "source clip certainty person? from? to? reason? sensitive? children?"),

  /** A recording does not belong to this incident after all. */
  FOOTAGE_UNLINKED(
      "decide-footage-unlinked",
      Who.SUPERVISOR,
      "took a recording off it",
      Place.FOOTAGE,
      "source clip reason"),

  /** How an officer's recording, or one that belongs here, stands with the evidence system. */
  FOOTAGE_NOTED(
      "decide-footage-noted",
      Who.SERVER,
      "noted how the body-worn video stands",
      Place.FOOTAGE,
      "state person? source? clip? at? expectedMs? coveredMs?"),

  /** How a recording is to stand in the evidence system as far as this incident is concerned. */
  FOOTAGE_WISHED(
      "decide-footage-wished",
      Who.SERVER,
      "told the evidence system how a recording is to stand",
      Place.FOOTAGE,
      "source clip linked hold category? bookmarks?"),

  /** Where in a recording a statement or a mark lies, as somebody saw who watched it. */
  FOOTAGE_PLACED(
      "decide-footage-placed",
      Who.SUPERVISOR,
      "said where in a recording something lies",
      Place.FOOTAGE,
      "@about source clip positionMs? reason"),

  /** Whether a recording is relevant to a prosecution, for the schedule. */
  FOOTAGE_JUDGED(
      "decide-footage-judged",
      Who.SUPERVISOR,
      "said whether a recording is relevant",
      Place.FOOTAGE,
      "source clip relevant why?"),

  /** A recording was given to somebody outside. */
  FOOTAGE_DISCLOSED(
      "decide-footage-disclosed",
      Who.SUPERVISOR,
      "wrote down that a recording was disclosed",
      Place.FOOTAGE,
      "source clip to purpose basis redactedAs?"),

  /** A notice goes there, and is as urgent as that: who read it decided so. */
  REFERRAL_TRIAGED(
      "decide-referral-triaged",
      Who.SUPERVISOR,
      "triaged a notice",
      Place.REFERRALS,
      "@about route grade why? together?"),

  /** A notice left for a recipient. */
  REFERRAL_SENT(
      "decide-referral-sent",
      Who.SERVER,
      "sent a notice",
      Place.REFERRALS,
      "@about key recipient channel text unread? supersedes?"),

  /** A notice did not leave after all, or came back. */
  REFERRAL_FAILED(
      "decide-referral-failed",
      Who.SERVER,
      "could not deliver a notice",
      Place.REFERRALS,
      "@about key code words?"),

  /** A recipient said what became of a notice, or a person says what a recipient said. */
  REFERRAL_RECEIPT(
      "decide-referral-receipt",
      Who.RECORDER,
      "wrote down an answer",
      Place.REFERRALS,
      "@about key recipient state at by reference? code? words?"),

  /** The force does not agree with an answer, or that there is none. */
  REFERRAL_CHALLENGED(
      "decide-referral-challenged",
      Who.SUPERVISOR,
      "challenged an answer",
      Place.REFERRALS,
      "@about level why"),

  /** Nothing more is waited for about a notice. */
  REFERRAL_CLOSED(
      "decide-referral-closed",
      Who.SUPERVISOR,
      "closed a notice",
      Place.REFERRALS,
      "@about reason"),

  /** Two incidents are one event. */
  SAME_INCIDENT(
      "decide-same-incident",
      Who.SUPERVISOR,
      "said that two incidents are one event",
      Place.TWINS,
      "incident reason"),

  /** Two incidents are not one event after all. */
  OTHER_INCIDENT(
      "decide-other-incident",
      Who.SUPERVISOR,
      "said that two incidents are not one event",
      Place.TWINS,
      "incident reason");

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

  /** A decision about what was recorded, which most acts are. */
  Act(String word, Who who, String sentence, Place place, String members) {
    this(word, Kind.REVIEW, who, sentence, place, members);
  }

  Act(String word, Kind kind, Who who, String sentence, Place place, String members) {
    this(word, kind, who, sentence, Collections.singletonList(place), members);
  }

  Act(String word, Kind kind, Who who, String sentence, List<Place> places, String members) {
    this.word = word;
    this.kind = kind;
    this.who = who;
    this.sentence = sentence;
    this.places = List.copyOf(places);
    this.members = Member.all(members);
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
    FOOTAGE,
    /** Where notices leave, and where what becomes of them is written down. */
    REFERRALS
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
