package uk.seenheard.api.desk.review;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.api.field.forms.FormShelf;
import uk.seenheard.api.ground.cards.Counting;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.chronology.Chronology;
import uk.seenheard.api.ground.duty.ContextSource;
import uk.seenheard.api.ground.work.FairWork;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.RiskGrade;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.prompt.Age;
import uk.seenheard.sync.prompt.DutyState;
import uk.seenheard.sync.prompt.OpenForms;
import uk.seenheard.sync.prompt.PromptState;
import uk.seenheard.sync.review.Obstacle;

/** What an incident is still asked, with the forms and the calendar of this server. */
public final class IncidentPrompts implements Counting {
  private static final String SEEN_OF_THEM = "F4";
  private static final Set<String> VOICE = Set.of("F3", "F5");

  private final FormShelf shelf;
  private final ContextSource surroundings;

  /** With the forms of a shelf, and what they look at beside an incident. */
  public IncidentPrompts(FormShelf shelf, ContextSource surroundings) {
    this.shelf = shelf;
    this.surroundings = surroundings;
  }

  /** Every prompt that applies, in hallway order; none when nobody here knows the form. */
  List<PromptState> of(IncidentRecord record, Chronology chronology, long now) {
    OpenForms open = open(record);
    return open.forms().isEmpty()
        ? List.of()
        : open.prompts(record, surroundings.of(record, chronology, now));
  }

  /** Whether no must about a notice is open, and nothing in it or in whom it is about differs. */
  boolean isWhole(Incident incident, Chronology chronology, FieldPath notice, long now) {
    Set<FieldPath> parts = new HashSet<>(incident.about(notice));
    parts.add(notice);
    boolean open =
        of(incident.record(), chronology, now).stream()
            .filter(PromptState::blocksAuthorisation)
            .anyMatch(prompt -> prompt.subject().equals(Optional.of(notice)));
    boolean differs =
        incident.contradictions().stream()
            .anyMatch(field -> field.at().entry().filter(parts::contains).isPresent());
    return !open && !differs && open(incident.record()).areKnown();
  }

  private OpenForms open(IncidentRecord record) {
    assert FairWork.isPlaceFor(record) : "a large incident is asked about on a thread that serves";
    return OpenForms.of(record, shelf::reading);
  }

  /** The incident as its form reads it: answers that mean the same are one answer. */
  Incident asRead(Incident incident) {
    IncidentRecord read = open(incident.record()).view(incident.record());
    return read == incident.record() ? incident : Incident.of(read);
  }

  /** Every duty that applies, the earliest deadline first; none when nobody here knows the form. */
  public List<DutyState> duties(IncidentRecord record, Chronology chronology, long now) {
    OpenForms open = open(record);
    return open.forms().isEmpty()
        ? List.of()
        : open.duties(record, surroundings.of(record, chronology, now));
  }

  /** The children whose words are written down. */
  Set<FieldPath> heard(Incident incident) {
    return open(incident.record()).heard(incident);
  }

  /** How old each child and adult was on the day of the incident, of whom that is known. */
  Map<FieldPath, Age> ages(IncidentRecord record, Chronology chronology, long now) {
    return open(record).ages(record, surroundings.of(record, chronology, now));
  }

  /** What an authorisation of the incident waits for. */
  List<Obstacle> obstacles(IncidentRecord record, Chronology chronology, long now) {
    OpenForms open = open(record);
    if (!open.areKnown()) {
      // Nobody here can tell whether every child was accounted for: so nobody authorises it here.
      return List.of(
          new Obstacle(
              "form",
              "F19",
              Optional.empty(),
              "This server does not know a form that the incident was recorded with."));
    }
    List<Obstacle> obstacles = new ArrayList<>();
    for (PromptState prompt : of(record, chronology, now)) {
      if (prompt.blocksAuthorisation()) {
        obstacles.add(
            new Obstacle(
                prompt.prompt(), prompt.finding(), prompt.subject(), unnamed(open, prompt)));
      }
    }
    return obstacles;
  }

  /** The question without anybody's name or answer in it: a refusal names nobody. */
  private static String unnamed(OpenForms open, PromptState prompt) {
    String collection = prompt.subject().map(FieldPath::collection).orElse("incident");
    return open.forms().stream()
        .flatMap(form -> form.prompt(prompt.rule()).stream())
        .findFirst()
        .map(rule -> rule.question().filled(at -> at.equals("name") ? "this " + collection : "…"))
        .orElseGet(() -> askedByNoForm(open, prompt, "this " + collection));
  }

  /** What no form asks: of whoever was crossed out, and of what was taken back. */
  private static String askedByNoForm(OpenForms open, PromptState prompt, String whom) {
    if (prompt.prompt().equals(Incident.STRUCK)) {
      return "A child was crossed out: is there no such child?";
    }
    if (prompt.prompt().startsWith(Incident.TAKEN_BACK)) {
      String name = prompt.prompt().substring(Incident.TAKEN_BACK.length());
      String of = prompt.subject().map(FieldPath::collection).orElse("");
      String label =
          open.forms().stream()
              .flatMap(form -> form.field(of, name).stream())
              .findFirst()
              .map(FormField::label)
              .orElse("An answer");
      return (of.isEmpty() ? "" : "Of " + whom + ": ")
          + "“"
          + label
          + "” says less than it said before: why?";
    }
    return prompt.subject().isPresent()
        ? "A required question is open about " + whom + '.'
        : prompt.question();
  }

  @Override
  public IncidentCard.Counts counts(Incident incident, Chronology chronology, long now) {
    int musts = 0;
    int open = 0;
    Set<FieldPath> unheard = new HashSet<>();
    List<PromptState> prompts = of(incident.record(), chronology, now);
    Set<FieldPath> asked = new HashSet<>();
    for (PromptState prompt : prompts) {
      if (VOICE.contains(prompt.finding())) {
        prompt.subject().ifPresent(asked::add);
      }
    }
    for (PromptState prompt : prompts) {
      musts += prompt.blocksAuthorisation() ? 1 : 0;
      open += prompt.isOpen() ? 1 : 0;
      // Whom nobody can ask for words yet is heard through what is seen of them.
      boolean voice =
          VOICE.contains(prompt.finding())
              || (prompt.finding().equals(SEEN_OF_THEM)
                  && prompt.subject().filter(asked::contains).isEmpty());
      if (prompt.blocksAuthorisation() && voice) {
        prompt
            .subject()
            .filter(subject -> subject.text().startsWith(Incident.CHILD + '/'))
            .ifPresent(unheard::add);
      }
    }
    OpenForms forms = open(incident.record());
    int children = incident.children().size();
    // Where a form is not known here nobody can say of any child that it was heard.
    return new IncidentCard.Counts(
        RiskGrade.of(incident).ordinal(),
        children,
        forms.areKnown() ? unheard.size() : children,
        forms.contradictions(incident.record()).size() + (forms.contradicted() ? 1 : 0),
        forms.areKnown() ? musts : musts + 1,
        open);
  }
}
