package uk.seenheard.sync.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.Review;
import uk.seenheard.sync.merge.Fold;
import uk.seenheard.sync.merge.IncidentRecord;

/**
 * What makes a child, an adult or their words disappear from sight, and what says that somebody
 * outside was told, is looked at by somebody else than who did it before it is authorised.
 */
class SomebodyElseAuthorisesTest {
  private static final String MIA = "child/mia";
  private static final String LEO = "child/leo";
  private static final String WORDS = "statement/leo";
  private static final String NOTICE = "referral/school";
  private static final String SERGEANT = "PS 303";
  private static final String COLLEAGUE = "PS 404";
  private static final String INSPECTOR = "Insp 71";

  private final Pen officer = new Pen("PC 101");
  private final List<Change> changes = new ArrayList<>();
  private int ticks;

  @BeforeEach
  void record() {
    take(
        officer.write(
            Pen.add(MIA),
            Pen.add(LEO),
            Pen.set(LEO + "/injury", "yes"),
            Pen.add(
                WORDS,
                Json.object().put("about", LEO).put("words", "Daddy burned my hand").build()),
            Pen.add(NOTICE, Json.object().put("kind", "encompass").build()),
            Pen.act("submit")));
  }

  @Test
  void whatNobodyCrossedOutOrJoinedIsAuthorisedByTheSergeant() {
    assertThat(authorising(SERGEANT)).isInstanceOf(Ruling.Allowed.class);
  }

  @Test
  void anOfficersStrikeIsAcceptedAndAuthorisedByTheSergeant() {
    OperationId strike = strike("PC 101", LEO);
    assertThat(accepting(SERGEANT, LEO, strike)).isInstanceOf(Ruling.Allowed.class);
    assertThat(authorising(SERGEANT)).isInstanceOf(Ruling.Allowed.class);
  }

  @Test
  void whoeverCrossedAChildOutDoesNotAcceptThatThemselves() {
    OperationId strike = strike(SERGEANT, LEO);
    assertThat(sentence(accepting(SERGEANT, LEO, strike)))
        .contains("You gave this reason yourself", "another supervisor or an inspector");
    assertThat(accepting(COLLEAGUE, LEO, strike)).isInstanceOf(Ruling.Allowed.class);
    assertThat(accepting(INSPECTOR, LEO, strike)).isInstanceOf(Ruling.Allowed.class);
  }

  @Test
  void whoeverCrossedOutAChildAnAdultOrWordsDoesNotAuthoriseWhatIsLeft() {
    take(officer.write(Pen.add("adult/dad")));
    for (String at : List.of(LEO, WORDS, "adult/dad")) {
      final int before = changes.size();
      strike(SERGEANT, at);
      assertThat(sentence(authorising(SERGEANT)))
          .contains("You crossed out", "another supervisor or an inspector");
      assertThat(authorising(COLLEAGUE)).as(at).isInstanceOf(Ruling.Allowed.class);
      assertThat(authorising(INSPECTOR)).as(at).isInstanceOf(Ruling.Allowed.class);
      changes.subList(before, changes.size()).clear();
    }
  }

  @Test
  void anAcceptanceBySomebodyElseDoesNotMakeItTheStrikersToAuthorise() {
    OperationId strike = strike(SERGEANT, LEO);
    take(new Pen(COLLEAGUE).at(later()).write(accept(LEO, strike)));
    assertThat(authorising(SERGEANT)).isInstanceOf(Ruling.Refused.class);
    assertThat(authorising(COLLEAGUE)).isInstanceOf(Ruling.Allowed.class);
  }

  @Test
  void anInspectorIsNoExceptionToThat() {
    OperationId strike = strike(INSPECTOR, LEO);
    assertThat(accepting(INSPECTOR, LEO, strike)).isInstanceOf(Ruling.Refused.class);
    assertThat(authorising(INSPECTOR)).isInstanceOf(Ruling.Refused.class);
    assertThat(accepting(SERGEANT, LEO, strike)).isInstanceOf(Ruling.Allowed.class);
    assertThat(authorising(SERGEANT)).isInstanceOf(Ruling.Allowed.class);
  }

  @Test
  void whatWasRestoredIsAuthorisedByWhoCrossedItOut() {
    strike(SERGEANT, LEO);
    take(officer.at(later()).write(Pen.add(LEO)));
    assertThat(authorising(SERGEANT)).isInstanceOf(Ruling.Allowed.class);
  }

  @Test
  void whatNobodyHasToAnswerForIsCrossedOutAndAuthorisedByOne() {
    take(officer.at(later()).write(Pen.add("vehicle/car")));
    strike(SERGEANT, "vehicle/car");
    assertThat(authorising(SERGEANT)).isInstanceOf(Ruling.Allowed.class);
  }

  @Test
  void whoeverJoinedTwoDoesNotAuthoriseWhatIsLeft() {
    join(SERGEANT);
    assertThat(sentence(authorising(SERGEANT)))
        .contains("You joined or separated", "another supervisor or an inspector");
    assertThat(authorising(COLLEAGUE)).isInstanceOf(Ruling.Allowed.class);
  }

  @Test
  void anOfficersJoinIsAuthorisedByTheSergeant() {
    join("PC 101");
    assertThat(authorising(SERGEANT)).isInstanceOf(Ruling.Allowed.class);
  }

  @Test
  void joiningAndSeparatingAgainTakesNothingBackThatWasSettledMeanwhile() {
    OperationId join = join(SERGEANT);
    separate(SERGEANT, join);
    assertThat(authorising(SERGEANT)).isInstanceOf(Ruling.Refused.class);
    assertThat(authorising(COLLEAGUE)).isInstanceOf(Ruling.Allowed.class);
  }

  @Test
  void whatSomebodyElseSeparatedIsStillNotAuthorisedByWhoJoined() {
    separate(COLLEAGUE, join(SERGEANT));
    assertThat(authorising(SERGEANT)).isInstanceOf(Ruling.Refused.class);
    assertThat(authorising(COLLEAGUE)).isInstanceOf(Ruling.Refused.class);
    assertThat(authorising(INSPECTOR)).isInstanceOf(Ruling.Allowed.class);
  }

  @Test
  void twoSergeantsWhoEachHidSomethingNeedAThird() {
    join(SERGEANT);
    strike(COLLEAGUE, WORDS);
    assertThat(authorising(SERGEANT)).isInstanceOf(Ruling.Refused.class);
    assertThat(authorising(COLLEAGUE)).isInstanceOf(Ruling.Refused.class);
    assertThat(authorising(INSPECTOR)).isInstanceOf(Ruling.Allowed.class);
  }

  @Test
  void crossingOutOnceMoreWhatAnOfficerCrossedOutMakesItOnesOwn() {
    strike("PC 101", LEO);
    OperationId second = strike(SERGEANT, LEO);
    assertThat(accepting(SERGEANT, LEO, second)).isInstanceOf(Ruling.Refused.class);
    assertThat(authorising(SERGEANT)).isInstanceOf(Ruling.Refused.class);
  }

  @Test
  void whatSomebodyElseHasReadAndAuthorisedIsNoLongerInTheWay() {
    strike(SERGEANT, WORDS);
    separate(SERGEANT, join(SERGEANT));
    authorise(INSPECTOR);
    take(officer.at(later()).write(Pen.set("note.late", "The neighbour heard it too")));
    assertThat(authorising(SERGEANT)).isInstanceOf(Ruling.Allowed.class);
    strike(SERGEANT, LEO);
    assertThat(authorising(SERGEANT)).isInstanceOf(Ruling.Refused.class);
  }

  /** Of a log from before this rule: naming one's own strike as read was reading by nobody. */
  @Test
  void whatOneHasAuthorisedThemselvesIsStillInTheWay() {
    strike(SERGEANT, WORDS);
    authorise(SERGEANT);
    take(officer.at(later()).write(Pen.set("note.late", "The neighbour heard it too")));
    assertThat(authorising(SERGEANT)).isInstanceOf(Ruling.Refused.class);
  }

  @Test
  void aReasonThatASupervisorGaveIsAcceptedBySomebodyElse() {
    Operation why =
        Pen.set(
            MIA + "/reason.child-spoken",
            Json.object().put("code", "asleep").put("words", "Asleep upstairs").build());
    OperationId own = take(new Pen(SERGEANT).at(later()).write(why)).id(0);
    assertThat(accepting(SERGEANT, MIA, "child-spoken", own)).isInstanceOf(Ruling.Refused.class);
    assertThat(accepting(COLLEAGUE, MIA, "child-spoken", own)).isInstanceOf(Ruling.Allowed.class);
  }

  @Test
  void aGraverAnswerThatASupervisorReplacedIsAcceptedBySomebodyElse() {
    OperationId[] over = standing(LEO + "/injury");
    Operation milder = Pen.setBecause("A birthmark", LEO + "/injury", "no", over);
    OperationId own = take(new Pen(SERGEANT).at(later()).write(milder)).id(0);
    assertThat(accepting(SERGEANT, LEO, "taken-back.injury", own))
        .isInstanceOf(Ruling.Refused.class);
    assertThat(accepting(COLLEAGUE, LEO, "taken-back.injury", own))
        .isInstanceOf(Ruling.Allowed.class);
  }

  @Test
  void ofAnswersOfOthersASupervisorChoosesWhichStandsAndAuthorises() {
    take(new Pen("PC 202").at(later()).write(Pen.set(MIA + "/demeanour", "Quiet")));
    take(officer.at(later()).write(Pen.set(MIA + "/demeanour", "Crying")));
    OperationId[] over = standing(MIA + "/demeanour");
    take(
        new Pen(SERGEANT)
            .at(later())
            .write(Pen.setBecause("Seen on the footage", MIA + "/demeanour", "Crying", over)));
    assertThat(authorising(SERGEANT)).isInstanceOf(Ruling.Allowed.class);
  }

  @Test
  void whoeverSaysThatSomebodyOutsideWasToldDoesNotAuthoriseThat() {
    for (String name : List.of("toldWho", "toldBy", "toldAt", "receipt")) {
      final int before = changes.size();
      take(new Pen(SERGEANT).at(later()).write(Pen.set(NOTICE + '/' + name, "Mrs Hale")));
      assertThat(sentence(authorising(SERGEANT)))
          .as(name)
          .contains("somebody outside was told", "another supervisor or an inspector");
      assertThat(authorising(COLLEAGUE)).as(name).isInstanceOf(Ruling.Allowed.class);
      changes.subList(before, changes.size()).clear();
    }
    Json.Obj with = Json.object().put("kind", "encompass").put("toldWho", "Mrs Hale").build();
    take(new Pen(SERGEANT).at(later()).write(Pen.add("referral/other", with)));
    assertThat(authorising(SERGEANT)).isInstanceOf(Ruling.Refused.class);
  }

  @Test
  void whatAnOfficerSaysWasToldIsAuthorisedByTheSergeant() {
    take(officer.at(later()).write(Pen.set(NOTICE + "/toldWho", "Mrs Hale")));
    assertThat(authorising(SERGEANT)).isInstanceOf(Ruling.Allowed.class);
  }

  @Test
  void whyItIsNotTheirsIsKnownBeforeAnybodyTries() {
    assertThat(Authorising.barred(Incident.of(folded()), SERGEANT)).isEmpty();
    strike(SERGEANT, LEO);
    assertThat(Authorising.barred(Incident.of(folded()), SERGEANT))
        .contains(sentence(authorising(SERGEANT)));
    assertThat(Authorising.barred(Incident.of(folded()), COLLEAGUE)).isEmpty();
    assertThat(Authorising.barred(Incident.of(folded()), "PC 101")).isPresent();
  }

  private long later() {
    return 1_790_000_100_000L + 1_000L * ticks++;
  }

  private Change take(Change change) {
    changes.add(change);
    return change;
  }

  private IncidentRecord folded() {
    return Fold.of(Pen.INCIDENT, changes, Pen.DIGESTS);
  }

  private OperationId[] standing(String field) {
    return folded().field(new FieldPath(field)).orElseThrow().over().toArray(new OperationId[0]);
  }

  private OperationId strike(String by, String at) {
    IncidentRecord record = folded();
    Operation strike =
        new Operation.StrikeEntry(
            new FieldPath(at),
            "Counted twice",
            record.standingIn(new FieldPath(at)),
            record.frontier());
    OperationId id = take(new Pen(by).at(later()).write(strike)).id(0);
    assertThat(folded().entry(new FieldPath(at)).orElseThrow().struck()).isTrue();
    return id;
  }

  private OperationId join(String by) {
    return take(new Pen(by).at(later()).write(Pen.join(LEO, MIA))).id(0);
  }

  private void separate(String by, OperationId join) {
    Json.Obj why = Json.object().put("reason", "They are two").build();
    take(new Pen(by).at(later()).write(Pen.act("separate", why, join)));
  }

  private static Operation accept(String about, OperationId op) {
    return accept(about, Incident.STRUCK, op);
  }

  private static Operation accept(String about, String prompt, OperationId op) {
    return new Operation.Act(
        "accept-reason",
        Optional.of(new FieldPath(about)),
        Json.object().put("prompt", prompt).put("op", op.toString()).build(),
        List.of(),
        Pen.FRONTIER);
  }

  private Ruling accepting(String by, String about, OperationId op) {
    return judge(by, accept(about, op));
  }

  private Ruling accepting(String by, String about, String prompt, OperationId op) {
    return judge(by, accept(about, prompt, op));
  }

  private Operation authorisation() {
    IncidentRecord record = folded();
    List<String> read = new ArrayList<>();
    Authorising.toRead(record).forEach(id -> read.add(id.toString()));
    Json.Obj with =
        Json.object()
            .put("captured", record.captured().hex())
            .put("read", Json.texts(read))
            .build();
    return Pen.act("authorise", with, Review.of(record).over().toArray(new OperationId[0]));
  }

  private void authorise(String by) {
    take(new Pen(by).at(later()).write(authorisation()));
  }

  private Ruling authorising(String by) {
    return judge(by, authorisation());
  }

  private Ruling judge(String by, Operation op) {
    return ReviewRules.judge(
        List.of(op),
        new Reviewer(by, true, by.equals(INSPECTOR)),
        Incident.of(folded()),
        List.of());
  }

  private static String sentence(Ruling ruling) {
    assertThat(ruling).isInstanceOf(Ruling.Refused.class);
    return ((Ruling.Refused) ruling).sentence();
  }
}
