package uk.seenheard.handset.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.fold.Moves;
import uk.seenheard.handset.core.keys.Account;
import uk.seenheard.handset.core.keys.KeyWrap;
import uk.seenheard.handset.core.keys.Keyring;
import uk.seenheard.handset.core.keys.Login;
import uk.seenheard.handset.core.loop.AutoSync;
import uk.seenheard.handset.core.loop.Memory;
import uk.seenheard.handset.core.loop.Pause;
import uk.seenheard.handset.core.loop.SyncLoop;
import uk.seenheard.handset.core.loop.SyncReport;
import uk.seenheard.handset.core.order.OrderBook;
import uk.seenheard.handset.core.outbox.Drafts;
import uk.seenheard.handset.core.outbox.Outbox;
import uk.seenheard.handset.core.replica.Replica;
import uk.seenheard.handset.core.replica.ShownNumbers;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.handset.core.transport.Transport;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.prompt.DutyState;

/**
 * A handset without its screen: what an officer can do on it, each act saved before it returns.
 *
 * <p>Only {@link #signIn} and {@link #sync} speak to the server. May be used by several threads.
 */
public final class Handset implements Recorder, AutoCloseable {
  private static final String OFFLINE = "offline";
  static final String CURRENT = "current";

  private final Store store;
  private final HandsetPorts ports;
  private final Account account;
  private final Outbox outbox;
  private final Replica replica;
  private final OrderBook orders;
  private final Views views;
  private final Looks looks;
  private final FormBook forms;
  private final Recording recording;
  private final Standing standing;
  private final SignIn signIn;
  private final SyncLoop loop;
  private final ShownNumbers numbers;
  private final Wiping wiping;
  private final AutoSync autoSync;

  private Handset(Moves store, Keyring keys, HandsetPorts ports, Transport transport, Pause pause) {
    this.store = store;
    this.ports = ports;
    this.account = new Account(keys, ports);
    this.outbox = new Outbox(keys, account, ports);
    this.replica = new Replica(keys, outbox, ports);
    this.orders = new OrderBook(keys, account, outbox, ports);
    this.forms = new FormBook(ports);
    this.views = new Views(keys, outbox, replica, store, ports);
    Capture capture = new Capture(account, outbox, replica, forms, ports);
    this.looks = new Looks(store, account, views);
    this.recording = new Recording(store, account, looks, forms, capture, new Drafts(keys), ports);
    this.standing = new Standing(account, outbox, replica, views);
    this.signIn = new SignIn(store, keys, account, replica, forms, transport, ports);
    this.autoSync = new AutoSync(transport, ports);
    capture.onWritten(autoSync::wake);
    this.loop =
        new SyncLoop(
            new Memory(store, keys, account, outbox, replica, orders), transport, ports, pause);
    this.numbers = new ShownNumbers(store);
    this.wiping = new Wiping(store, keys, orders, ports.clock());
  }

  /** Opens the handset whose memory is this store; closing it closes the store. */
  public static Handset open(
      Store store, KeyWrap wrap, HandsetPorts ports, Transport transport, Pause pause) {
    Wiping.scrubbed(store);
    return new Handset(new Moves(store), Keyring.open(store, wrap, ports), ports, transport, pause);
  }

  /**
   * Signs a person in, begins their shift, and fetches the forms.
   *
   * @param force the force's id, when the login does not name it
   * @return what went wrong: no shift is begun then, unless it is {@link SignIn#WITHOUT_FORMS}
   */
  public Optional<String> signIn(String person, Optional<String> force) {
    if (isOffline()) {
      return Optional.of("This handset is offline. Sign in needs signal: online");
    }
    if (store.read(account::isLockedByOrder)) {
      // The order may have been lifted since; a sync asks.
      Optional<String> still = stillLocked();
      if (still.isPresent()) {
        return still;
      }
    }
    return signIn.run(person, force);
  }

  private Optional<String> stillLocked() {
    if (sync().outcome() == SyncReport.Outcome.WIPED) {
      return Optional.of("This handset was wiped by order.");
    }
    return store
        .read(orders::lockedBy)
        .map(by -> "This handset is locked by order of " + by + ". They can unlock it.");
  }

  /** Whether a new login could be had in the platform's session; nothing else changes. */
  public boolean renewLogin() {
    return !isOffline() && signIn.again();
  }

  /** Ends the login and the shift. Nothing that is unsent is lost. */
  public void signOut() {
    store.change(account::signedOut);
  }

  /**
   * Begins to record an incident, or goes on with it when its reference is known already.
   *
   * @return the incident's id
   */
  public String newIncident(String formId, Optional<String> reference) {
    return recording.newIncident(formId, reference);
  }

  /**
   * Says that the officer is at the job of this reference, whoever began it; beginning an incident
   * says so too. Within their team it puts them on it, in another's it asks.
   *
   * @return the incident's id
   */
  public String attend(String formId, String reference) {
    return recording.attend(formId, reference);
  }

  @Override
  public Change answer(String incident, FieldPath field, Json value, Optional<String> reason) {
    return recording.answer(incident, field, value, reason, Optional.empty());
  }

  @Override
  public FieldPath addEntry(
      String incident, String collection, Json.Obj value, Map<String, Json> answers) {
    return recording.addEntry(incident, collection, value, answers, Optional.empty());
  }

  @Override
  public FieldPath addStatement(String incident, FieldPath child, String words, Json.Obj more) {
    return recording.addStatement(incident, child, words, more, Optional.empty());
  }

  /**
   * Records what was written on paper before, or is remembered: each change says so.
   *
   * @param from one of {@link uk.seenheard.sync.incident.Noted#FROM}
   * @param at when it was written, as forms take a moment
   */
  public Recorder fromNotes(String from, String at) {
    return FromNotes.of(recording, from, at, ports.clock().now().wall());
  }

  /** Says whether the officer's camera was on. */
  public Change camera(String incident, CameraAnswer answer) {
    return recording.camera(incident, answer);
  }

  /** Marks this moment, so that it is found in the recording: what is to be seen, and of whom. */
  public FieldPath mark(String incident, FieldPath about, String what) {
    return recording.addEntry(
        incident,
        Incident.MARK,
        Json.object().put("about", about.text()).put("what", what).build(),
        Map.of(),
        Optional.empty());
  }

  /** Crosses an entry out as it stands in this handset's view; it stays in the record. */
  public Change strike(String incident, FieldPath entry, String reason) {
    return recording.strike(incident, entry, reason);
  }

  /** Takes an incident off this handset that is at the force as a whole; news brings it back. */
  public void letGo(String incident) {
    store.change(rows -> LettingGo.of(rows, outbox, replica, incident));
    store.scrub();
  }

  /** Hands the incident in. Nothing has to be complete for that. */
  public Change submit(String incident) {
    return recording.submit(incident);
  }

  /** Says that two entries are one and the same, and why. */
  public Change sameAs(String incident, FieldPath one, FieldPath other, String reason) {
    return recording.sameAs(incident, one, other, reason);
  }

  /** An incident as this handset shows it now. */
  public View view(String incident) {
    return looks.view(incident);
  }

  /** The entries of a collection by the numbers under which the officer was last shown them. */
  public List<String> shownNumbers(String incident, String collection) {
    return numbers.of(incident, collection);
  }

  /** Notes that the entries of a collection were shown in this order, from 1 on. */
  public void shown(String incident, String collection, List<String> names) {
    numbers.keep(incident, collection, names);
  }

  /** The incidents that have something to show here. */
  public List<String> incidents() {
    return looks.incidents();
  }

  /** What the incident is asked as it stands here, or empty without its form. */
  public Optional<Asked> asked(String incident) {
    return recording.asked(incident);
  }

  /** The form that this handset records an incident in. */
  public FormRef formOf(String incident) {
    return recording.formOf(incident);
  }

  /** What has to be done by when, as far as this handset knows, the earliest deadline first. */
  public List<DutyState> duties(String incident) {
    return recording.duties(incident);
  }

  /** The newest forms that an incident can begin in: their titles by id. */
  public Map<String, String> forms() {
    return store.read(forms::titles);
  }

  /**
   * Keeps what somebody is typing, also when their shift ends meanwhile; an empty text is
   * forgotten. At most {@value Drafts#TEXT_BYTES} bytes, {@value Drafts#PLACE_BYTES} of a place's
   * name.
   */
  public void draft(String incident, String place, String text) {
    recording.draft(incident, place, text);
  }

  /** What the person on shift was typing in an incident, by place. */
  public Map<String, String> drafts(String incident) {
    return recording.drafts(incident);
  }

  /** The incident that the officer is working on, or empty. */
  public Optional<String> current() {
    return store.read(rows -> rows.text(Space.META, CURRENT));
  }

  /** Goes on with this incident. */
  public void choose(String incident) {
    store.change(rows -> rows.put(Space.META, CURRENT, incident));
  }

  /** Goes out of signal, or comes back: {@link #sync} does nothing while offline. */
  public void offline(boolean now) {
    store.change(rows -> rows.put(Space.META, OFFLINE, Boolean.toString(now)));
    autoSync.wake();
  }

  /**
   * Syncs by itself from now on: when something was logged or recorded, and on coming back into
   * signal.
   *
   * @param told hears how each run ended, from another thread
   */
  public void autoSync(AutoSync.Times times, Consumer<SyncReport> told) {
    autoSync.begin(this::listensAs, this::sync, told, times);
  }

  /** Syncs only when told to, as in the beginning. */
  public void endAutoSync() {
    autoSync.end();
  }

  private Optional<String> listensAs() {
    return isOffline() ? Optional.empty() : store.read(account::login).map(Login::token);
  }

  /** Sends what is queued and fetches what is new. */
  public SyncReport sync() {
    if (isOffline()) {
      return new SyncReport(
          SyncReport.Outcome.NO_SIGNAL,
          0,
          0,
          0,
          List.of("This handset is offline; what is queued stays here."));
    }
    loop.lastWords();
    SyncReport report = loop.run();
    if (report.outcome() == SyncReport.Outcome.WIPED) {
      store.change(rows -> views.forget());
      erase();
      return report;
    }
    if (report.forgotten() > 0) {
      store.change(rows -> views.forget());
    }
    return report;
  }

  /** Whether the officer works without signal, by their own choice. */
  public boolean isOffline() {
    return store.read(rows -> rows.text(Space.META, OFFLINE).filter("true"::equals).isPresent());
  }

  /** Where the handset stands. */
  public Status status() {
    boolean offline = isOffline();
    return store.read(rows -> standing.status(rows, offline));
  }

  /** Where what was recorded lies, without a look into any incident. */
  public Kept kept() {
    return store.read(standing::kept);
  }

  /** What is left of an earlier wipe of this store: who, when, and how much was unsent. */
  public Optional<WipeReceipt> wiped() {
    return wiping.receipt().map(ports.json()::read).map(WipeReceipt::read);
  }

  /** Forgets what came from the server; what was made here stays. The next sync fetches it. */
  public void rebuild() {
    store.change(replica::drop);
  }

  /**
   * Wipes this handset once everything is sent: sends it first, and does nothing while one change
   * is only here.
   *
   * @return how many changes are still only here; 0 when the handset is wiped and closed
   * @throws CaptureRefused while somebody has begun words here that are not saved
   */
  public long wipe() {
    Wiping.refuseWhileWordsAreBegun(store);
    if (sync().outcome() == SyncReport.Outcome.WIPED) {
      return 0;
    }
    long unsent = store.read(orders::unsent);
    if (unsent == 0) {
      erase("", 0);
    }
    return unsent;
  }

  /**
   * Wipes this handset at once, on the word of a named supervisor, whatever is unsent.
   *
   * @return how many changes were only here and are lost
   */
  public long wipeNow(String supervisor) {
    if (supervisor.trim().isEmpty()) {
      throw new CaptureRefused("To wipe what is unsent takes the name of a supervisor.");
    }
    long unsent = store.read(orders::unsent);
    erase(supervisor.trim(), unsent);
    return unsent;
  }

  /** Carries out an order to be wiped. */
  private void erase() {
    long unsent = store.read(orders::unsent);
    erase(store.read(orders::lockedBy).orElse(""), unsent);
  }

  private void erase(String supervisor, long unsent) {
    autoSync.end();
    wiping.wipe(supervisor, unsent);
    if (!isOffline()) {
      loop.lastWords();
    }
    store.close();
  }

  @Override
  public void close() {
    endAutoSync();
    store.close();
  }
}
