package uk.seenheard.handset.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.keys.Account;
import uk.seenheard.handset.core.keys.Pass;
import uk.seenheard.handset.core.outbox.Drafts;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.handset.core.store.WritableRows;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Identity;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Attending;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.Noted;
import uk.seenheard.sync.incident.Reference;
import uk.seenheard.sync.incident.Review;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.prompt.Context;
import uk.seenheard.sync.prompt.DutyState;
import uk.seenheard.sync.prompt.OpenForms;
import uk.seenheard.sync.prompt.Prompts;
import uk.seenheard.sync.reading.Begun;
import uk.seenheard.sync.referral.Referral;
import uk.seenheard.sync.referral.Referrals;

/**
 * What an officer records, and what they are shown of it: each act is saved before it returns, and
 * nothing is done or shown while the handset is locked.
 */
final class Recording {
  /** Before an incident, in which form it is recorded; before that form's name, its text. */
  static final String FORM = "form/";

  /** Stands for a day whose year cannot be written. */
  private static final String NO_DAY = "1970-01-01";

  private final Store store;
  private final Account account;
  private final Looks looks;
  private final FormBook forms;
  private final Capture capture;
  private final Drafts drafts;
  private final HandsetPorts ports;

  Recording(
      Store store,
      Account account,
      Looks looks,
      FormBook forms,
      Capture capture,
      Drafts drafts,
      HandsetPorts ports) {
    this.store = store;
    this.account = account;
    this.looks = looks;
    this.forms = forms;
    this.capture = capture;
    this.drafts = drafts;
    this.ports = ports;
  }

  /**
   * Begins to record an incident, or goes on with it when its reference is known already.
   *
   * @param reference control's, or empty when there is none
   * @return the incident's id
   */
  String newIncident(String formId, Optional<String> reference) {
    return store.write(
        rows -> {
          String incident = incident(rows, reference);
          IncidentRecord record = record(rows, incident);
          FormRef form = begins(rows, incident, formId);
          List<Operation> ops = new ArrayList<>();
          if (reference.isPresent()) {
            Json given = Json.of(reference.get().trim().toUpperCase(java.util.Locale.ROOT));
            ops.add(capture.set(rows, record, form, Incident.REFERENCE, given, Optional.empty()));
          } else {
            ops.add(
                new Operation.Act(
                    "begin", Optional.empty(), Json.EMPTY, List.of(), record.frontier()));
          }
          // Having written gives no sight: whoever begins says that they are there.
          ops.add(attend(record));
          capture.write(rows, incident, form, ops);
          return incident;
        });
  }

  private String incident(Rows rows, Optional<String> reference) {
    String force =
        account.force(rows).orElseThrow(() -> new CaptureRefused("Sign in on this handset first."));
    reference.ifPresent(text -> requireReference(Json.of(text)));
    return reference
        .map(text -> Identity.incident(force, text, ports.digests()))
        .orElseGet(() -> capture.fresh("incident").name());
  }

  private static void requireReference(Json value) {
    Reference.fault(value instanceof Json.Text text ? text.value() : "")
        .ifPresent(
            fault -> {
              throw new CaptureRefused(fault + " Nothing was saved.");
            });
  }

  /** The form that an incident is recorded in from now on. */
  private FormRef begins(WritableRows rows, String incident, String formId) {
    FormRef form = newest(rows, formId);
    rows.put(Space.META, FORM + incident, form.id() + '/' + form.version());
    return form;
  }

  private FormRef newest(Rows rows, String formId) {
    return forms.newest(rows, formId).orElse(new FormRef(formId, 1));
  }

  /**
   * Says that the officer is at the job of this reference. It says nothing of what happened there.
   *
   * @return the incident's id
   */
  String attend(String formId, String reference) {
    return store.write(
        rows -> {
          String incident = incident(rows, Optional.of(reference));
          IncidentRecord record = record(rows, incident);
          FormRef form =
              rows.text(Space.META, FORM + incident).isPresent() || record.form().isPresent()
                  ? formOf(rows, incident)
                  : newest(rows, formId);
          capture.write(rows, incident, form, List.of(attend(record)));
          return incident;
        });
  }

  private static Operation attend(IncidentRecord record) {
    return new Operation.Act(
        Act.ATTEND.word(), Optional.empty(), Json.EMPTY, List.of(), record.frontier());
  }

  /** Answers a field; the answer replaces what stands there in this handset's view. */
  Change answer(
      String incident,
      FieldPath field,
      Json value,
      Optional<String> reason,
      Optional<Noted> noted) {
    return store.write(
        rows -> {
          if (field.equals(Incident.REFERENCE)) {
            requireReference(value);
          }
          FormRef form = formOf(rows, incident);
          IncidentRecord record = record(rows, incident);
          List<Operation> ops = new ArrayList<>();
          ops.add(capture.set(rows, record, form, field, value, reason));
          noted.ifPresent(paper -> ops.add(paper.act(record.frontier())));
          return capture.write(rows, incident, form, ops);
        });
  }

  /** Adds an entry (a child, an adult …) together with what is known of it at once. */
  FieldPath addEntry(
      String incident,
      String collection,
      Json.Obj value,
      Map<String, Json> answers,
      Optional<Noted> noted) {
    return store.write(
        rows -> {
          FormRef form = formOf(rows, incident);
          FieldPath entry = capture.fresh(collection);
          IncidentRecord record = record(rows, incident);
          List<Operation> ops = new ArrayList<>();
          ops.add(new Operation.AddEntry(entry, begun(rows, form, collection, value, noted)));
          answers.forEach(
              (name, answer) ->
                  ops.add(
                      capture.set(
                          rows, record, form, entry.field(name), answer, Optional.empty())));
          noted.ifPresent(paper -> ops.add(paper.act(record.frontier())));
          capture.write(rows, incident, form, ops);
          return entry;
        });
  }

  /** Says whether the officer's camera was on, anew where they have said so before. */
  Change camera(String incident, CameraAnswer answer) {
    return store.write(
        rows -> {
          FormRef form = formOf(rows, incident);
          IncidentRecord record = record(rows, incident);
          String officer = person(rows);
          List<Operation> ops = new ArrayList<>();
          FieldPath theirs =
              Attending.theirs(record, Incident.ATTENDANCE, officer)
                  .orElseGet(
                      () -> {
                        FieldPath fresh = capture.fresh(Incident.ATTENDANCE);
                        ops.add(new Operation.AddEntry(fresh, Json.EMPTY));
                        return fresh;
                      });
          answer
              .at(theirs, officer)
              .forEach(
                  (field, said) ->
                      ops.add(capture.set(rows, record, form, field, said, Optional.empty())));
          return capture.write(rows, incident, form, ops);
        });
  }

  /** An entry's value, with what its form takes to be so until somebody says otherwise. */
  private Json.Obj begun(
      Rows rows, FormRef form, String collection, Json.Obj value, Optional<Noted> noted) {
    // A child's words were said when somebody wrote them down, not when they are typed.
    long now = noted.map(Noted::millis).orElseGet(() -> ports.clock().now().wall());
    return forms
        .form(rows, form)
        .map(known -> Begun.of(known, collection, value, now))
        .orElse(value);
  }

  /** Adds a child's words as they were said; they never change afterwards. */
  FieldPath addStatement(
      String incident, FieldPath child, String words, Json.Obj more, Optional<Noted> noted) {
    Json.Obj value = more.with("about", Json.of(child.text())).with("words", Json.of(words));
    return addEntry(incident, Incident.STATEMENT, value, Map.of(), noted);
  }

  /** Crosses an entry out as it stands in this handset's view; it stays in the record. */
  Change strike(String incident, FieldPath entry, String reason) {
    return act(incident, record -> capture.strike(record, entry, reason));
  }

  /** Hands the incident in. Nothing has to be complete for that. */
  Change submit(String incident) {
    return act(
        incident,
        record ->
            new Operation.Act(
                Review.SUBMIT,
                Optional.empty(),
                Json.EMPTY,
                Review.of(record).over(),
                record.frontier()));
  }

  /** Says that two entries are one and the same. */
  Change sameAs(String incident, FieldPath one, FieldPath other, String reason) {
    if (reason.trim().isEmpty()) {
      throw new IllegalArgumentException("say why the two are one");
    }
    return act(
        incident,
        record ->
            new Operation.Act(
                Act.SAME_AS.word(),
                Optional.of(one),
                Json.object().put("entry", other.text()).put("reason", reason).build(),
                List.of(),
                record.frontier()));
  }

  private Change act(String incident, java.util.function.Function<IncidentRecord, Operation> act) {
    return store.write(
        rows -> {
          Operation operation = act.apply(record(rows, incident));
          return capture.write(rows, incident, formOf(rows, incident), List.of(operation));
        });
  }

  private IncidentRecord record(Rows rows, String incident) {
    return looks.view(rows, incident).incident().record();
  }

  private FormRef formOf(WritableRows rows, String incident) {
    Optional<String> chosen = rows.text(Space.META, FORM + incident);
    if (chosen.isPresent()) {
      int slash = chosen.get().lastIndexOf('/');
      return new FormRef(
          chosen.get().substring(0, slash), Integer.parseInt(chosen.get().substring(slash + 1)));
    }
    return record(rows, incident)
        .form()
        .orElseThrow(() -> new CaptureRefused("This handset does not know that incident."));
  }

  /**
   * What the incident is asked as it stands here, or empty when this handset has not got its form.
   */
  Optional<Asked> asked(String incident) {
    return store.write(
        rows -> {
          IncidentRecord record = record(rows, incident);
          Context today = around(rows, record);
          OpenForms open = OpenForms.of(record, ref -> forms.read(rows, ref));
          if (open.forms().isEmpty() && open.unknown().isEmpty()) {
            // Nothing is captured yet: what is to be asked first is the chosen form's to say.
            return forms
                .form(rows, formOf(rows, incident))
                .map(form -> new Asked(form, Prompts.of(record, form, today)));
          }
          return open.areKnown()
              ? Optional.of(new Asked(open.forms().get(0), open.prompts(record, today)))
              : Optional.empty();
        });
  }

  /** What has to be done by when, as far as this handset knows, the earliest deadline first. */
  List<DutyState> duties(String incident) {
    return store.read(
        rows -> {
          IncidentRecord record = record(rows, incident);
          Context now = around(rows, record);
          OpenForms open = OpenForms.of(record, ref -> forms.read(rows, ref));
          return open.areKnown() ? open.duties(record, now) : List.of();
        });
  }

  /**
   * The day, and which notices the server takes to whom they are for: those of the kinds that it
   * takes to everybody, and those of which something has left.
   */
  private Context around(Rows rows, IncidentRecord record) {
    long now = ports.clock().now().wall();
    Context around = Context.at(now, ports.day().at(now).orElse(NO_DAY));
    Set<String> carries = account.carries(rows);
    for (Referral one : Referrals.of(Incident.of(record))) {
      if (carries.contains(one.kind()) || one.sending().begun()) {
        around = around.knowing(one.at(), "carried", Json.of(true));
      }
    }
    return around;
  }

  /** The form that this handset records an incident in. */
  FormRef formOf(String incident) {
    return store.write(rows -> formOf(rows, incident));
  }

  /** Keeps what is being typed, sealed until they are back when their shift ends meanwhile. */
  void draft(String incident, String place, String text) {
    store.change(
        rows -> {
          if (looks.isLeaving(rows, incident)) {
            throw new CaptureRefused("This incident is not for this handset any more.");
          }
          drafts
              .keep(rows, incident, person(rows), place, text)
              .ifPresent(
                  fault -> {
                    throw new CaptureRefused(fault);
                  });
        });
  }

  /** What was being typed here by who is on shift, by place. */
  Map<String, String> drafts(String incident) {
    return store.read(
        rows -> {
          looks.requireUnlocked(rows);
          return drafts.of(rows, incident, person(rows));
        });
  }

  private String person(Rows rows) {
    return account
        .pass(rows)
        .map(Pass::person)
        .orElseThrow(() -> new CaptureRefused("Sign in on this handset first."));
  }
}
