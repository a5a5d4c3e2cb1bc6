package uk.seenheard.sync.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Fold;

class IncidentTest {
  private final Pen one = new Pen("PC 101").at(2_000);
  private final Pen other = new Pen("PC 202").at(1_000);

  @Test
  void childrenStandInTheOrderTheyWereAddedNotOfTheirIds() {
    Incident incident =
        read(
            one.write(Pen.add("child/a")),
            other.write(Pen.add("child/z")),
            other.write(Pen.set("child/0/seen", "yes")));

    assertThat(paths(incident.children())).containsExactly("child/z", "child/a", "child/0");
    assertThat(incident.adults()).isEmpty();
  }

  @Test
  void whatIsInsideAChildIsNoChild() {
    Incident incident =
        read(one.write(Pen.add("child/a"), Pen.add("child/a/toy/t"), Pen.add("childminder/x")));

    assertThat(paths(incident.children())).containsExactly("child/a");
  }

  @Test
  void aChildCrossedOutIsLeftAside() {
    Change added = one.write(Pen.add("child/a"), Pen.add("child/b"));
    Change strike = one.write(Pen.strike("child/a", added.id(0)));

    assertThat(paths(read(added, strike).children())).containsExactly("child/b");
    Change unaware = other.write(Pen.set("child/a/seen", "yes"));
    assertThat(paths(read(added, strike, unaware).children()))
        .containsExactlyInAnyOrder("child/a", "child/b");
  }

  @Test
  void aTwinsWordsAreTheChildsWords() {
    Change said =
        one.write(
            Pen.add("child/b"),
            words("s1", "child/b"),
            words("s2", "child/a"),
            words("s3", "child/c"));
    Change join = other.write(Pen.join("child/a", "child/b"));
    Incident incident = read(said, join);

    Entry child = incident.record().entry(new FieldPath("child/b")).orElseThrow();
    assertThat(paths(incident.statementsAbout(child)))
        .containsExactlyInAnyOrder("statement/s1", "statement/s2");
  }

  /** Nobody writes over what a child said by answering the field that it stands in. */
  @Test
  void whatAStatementWasAddedWithStandsBesideWhateverWasAnsweredSince() {
    Change said = one.write(words("s1", "child/b"));
    Change over = other.write(Pen.set("statement/s1/words", "nothing happened"));

    assertThat(standing("statement/s1", "words", said)).containsExactly("s1");
    assertThat(standing("statement/s1", "words", said, over))
        .containsExactly("s1", "nothing happened");
    assertThat(standing("statement/s1", "about", said, over)).containsExactly("child/b");
    assertThat(standing("statement/s1", "question", said, over)).isEmpty();
  }

  @Test
  void statementsThatAreOneKeepTheWordsOfEach() {
    Change said = one.write(words("s1", "child/b"), words("s2", "child/b"), words("s1", "child/b"));
    Change join = other.write(Pen.join("statement/s1", "statement/s2"));

    assertThat(standing("statement/s1", "words", said, join)).containsExactlyInAnyOrder("s1", "s2");
  }

  @Test
  void whatAnythingElseWasAddedWithStandsUntilSomebodyAnswers() {
    Change added = one.write(Pen.add("action/a", Json.object().put("kind", "goes-back").build()));
    Change answered = other.write(Pen.set("action/a/kind", "calls"));

    assertThat(standing("action/a", "kind", added)).containsExactly("goes-back");
    assertThat(standing("action/a", "kind", added, answered)).containsExactly("calls");
  }

  private static List<String> standing(String entry, String name, Change... changes) {
    Incident incident = read(changes);
    return Incident.standing(
            incident.record(), incident.record().entry(new FieldPath(entry)).orElseThrow(), name)
        .stream()
        .map(value -> ((Json.Text) value).value())
        .toList();
  }

  @Test
  void contradictionsAreTheFieldsWithDifferentAnswers() {
    Incident incident =
        read(
            one.write(Pen.set("a", "1"), Pen.set("b", "1")),
            other.write(Pen.set("a", "2"), Pen.set("b", "1")));

    assertThat(incident.contradictions())
        .extracting(field -> field.at().text())
        .containsExactly("a");
  }

  @Test
  void theReferenceIsReadWhileAllAgreeOnIt() {
    Change first = one.write(Pen.set("reference", "NS-1"));
    assertThat(read(first).reference()).contains("NS-1");
    assertThat(read(first, other.write(Pen.set("reference", "NS-2"))).reference()).isEmpty();
    assertThat(read(one.write(Pen.set("reference", Json.of(7)))).reference()).isEmpty();
    assertThat(read().reference()).isEmpty();
  }

  private static uk.seenheard.sync.change.Operation words(String id, String about) {
    return Pen.add("statement/" + id, Json.object().put("about", about).put("words", id).build());
  }

  private static List<String> paths(List<Entry> entries) {
    return entries.stream().map(entry -> entry.at().text()).toList();
  }

  private static Incident read(Change... changes) {
    return Incident.of(Fold.of(Pen.INCIDENT, List.of(changes), Pen.DIGESTS));
  }
}
