package uk.seenheard.officer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.handset.core.store.StoreContract;
import uk.seenheard.handset.core.store.log.LogStore;
import uk.seenheard.officer.InChromium;
import uk.seenheard.officer.NeedsChromium;
import uk.seenheard.officer.Worker;

/** The handset's store on the files of a real browser. */
@NeedsChromium
class LogStoreOnOpfsTest extends StoreContract {
  private final Worker worker = new Worker(InChromium.chromium());

  @Override
  protected Store open() {
    ChromiumFile one = new ChromiumFile(worker, "one");
    ChromiumFile two = new ChromiumFile(worker, "two");
    return LogStore.open(
        new OpfsFile(one),
        new OpfsFile(two),
        () -> {
          one.close();
          two.close();
        });
  }

  @AfterEach
  void forget() {
    worker.end();
    worker.ask("remove", "");
  }

  @Test
  void whatWasSavedIsThereAfterItsWorkerDied() {
    Store store = open2();
    store.change(rows -> rows.put(Space.META, "b", "saved"));
    worker.end();
    Store again = open2();
    assertThat(again.<Boolean>read(rows -> rows.text(Space.META, "b").isPresent())).isTrue();
    again.close();
  }

  @Test
  void fileThatIsOpenIsGivenToNobodyElse() {
    assertThatThrownBy(() -> worker.ask("open-file", "one")).hasMessageContaining("NoModification");
  }

  private Store open2() {
    ChromiumFile one = new ChromiumFile(worker, "three");
    ChromiumFile two = new ChromiumFile(worker, "four");
    return LogStore.open(
        new OpfsFile(one),
        new OpfsFile(two),
        () -> {
          one.close();
          two.close();
        });
  }
}
