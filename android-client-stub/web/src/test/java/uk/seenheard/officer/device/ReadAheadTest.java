package uk.seenheard.officer.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.handset.core.FakeServer;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.TestHandset;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.keys.Passphrase;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.handset.jvm.device.ResourceFormFiles;
import uk.seenheard.handset.jvm.store.SqliteStore;
import uk.seenheard.sync.codec.JsonReader;
import uk.seenheard.sync.codec.PlainJsonReader;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.ShippedForms;

/** Forms are read before anybody unlocks, and whoever wants them then does not read them again. */
class ReadAheadTest {
  private static final List<Form> FORMS =
      ShippedForms.read(new ResourceFormFiles()::text, new PlainJsonReader());

  @TempDir Path folder;

  private final ReadAhead ahead = new ReadAhead();
  private final List<String> read = new ArrayList<>();
  private Store store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static Form form(String id) {
    return FORMS.stream().filter(form -> form.id().equals(id)).findFirst().orElseThrow();
  }

  /** A form that the server published, and an incident that is recorded in it. */
  private String published(String id, String incident, String text) {
    String name = id + '/' + form(id).version();
    store.change(
        rows -> {
          rows.put(Space.FORM, "form/" + name, text);
          rows.put(Space.FORM, "newest/" + id, Integer.toString(form(id).version()));
          rows.put(Space.META, "form/" + incident, name);
        });
    return text;
  }

  private String published(String id, String incident) {
    return published(id, incident, form(id).resolved().canonical());
  }

  @Test
  void formOfTheIncidentThatWasWorkedOnLastIsReadFirstAndEachOnce() {
    String other = published("concern-for-child", "one");
    String last = published("domestic-abuse", "two");
    published("domestic-abuse", "three");
    store.change(rows -> rows.put(Space.META, "current", "two"));

    assertThat(ahead.next(store)).isTrue();
    assertThat(ahead.readAhead(last).map(Form::id)).contains("domestic-abuse");
    assertThat(ahead.readAhead(other)).isEmpty();
    assertThat(ahead.next(store)).isTrue();
    assertThat(ahead.readAhead(other).map(Form::id)).contains("concern-for-child");
    assertThat(ahead.next(store)).isFalse();
  }

  @Test
  void formThatIsKeptAnewIsAnotherAndOneThatCannotBeReadHoldsNothingUp() {
    String before = published("domestic-abuse", "one", "{\"id\":\"newer\"}");
    assertThat(ahead.next(store)).isTrue();
    assertThat(ahead.readAhead(before)).isEmpty();
    assertThat(ahead.next(store)).isFalse();
    String now = published("domestic-abuse", "one");
    assertThat(ahead.readAhead(now)).isEmpty();
    assertThat(ahead.next(store)).isTrue();
    assertThat(ahead.readAhead(now)).isPresent();
  }

  @Test
  void whoOpensAnIncidentDoesNotReadItsFormAgain() {
    String text = published("domestic-abuse", "one");
    ahead.next(store);
    HandsetPorts ports = new TestHandset.Device(1).ports();
    JsonReader counting =
        given -> {
          read.add(given);
          return ports.json().read(given);
        };
    Handset handset =
        Handset.open(
            store,
            Passphrase.wrapFor(store, "correct horse".toCharArray(), 10, ports),
            new HandsetPorts(
                ports.clock(),
                ports.chance(),
                counting,
                ports.digests(),
                ports.crypto(),
                ports.day(),
                ahead,
                ports.background()),
            new FakeServer(),
            millis -> true);
    assertThat(handset.signIn("amy", Optional.empty())).isEmpty();
    String incident = handset.newIncident("domestic-abuse", Optional.of("NM-20261122-0107"));
    assertThat(handset.asked(incident)).isPresent();
    assertThat(read).isNotEmpty().doesNotContain(text);
  }
}
