package uk.seenheard.api.engine.embedded.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.engine.embedded.pages.StoreRefused;

/** The key of the store's door is made once, kept, and its owner's alone. */
class DoorKeyTest {
  @TempDir Path folder;

  @Test
  void keyIsMadeOnceForItsOwnerAloneAndNothingElseIsLeft() throws Exception {
    Path file = DoorKey.in(folder);
    assertThat(file).hasFileName("door.p12");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    byte[] made = Files.readAllBytes(file);
    assertThat(DoorKey.in(folder)).isEqualTo(file).hasBinaryContent(made);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
    assertThat(DoorKey.read(file).getProtocol()).isEqualTo("TLSv1.3");
  }

  @Test
  void keyThatOthersMayReadIsRefusedWithAWayToMendIt() throws Exception {
    Path file = DoorKey.in(folder);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> DoorKey.in(folder))
        .isInstanceOf(StoreRefused.class)
        .hasMessageContaining("chmod 600 " + file);
    assertThatThrownBy(() -> DoorKey.read(file)).isInstanceOf(StoreRefused.class);
  }

  @Test
  void fileThatIsNoKeyIsSaidByItsName() throws Exception {
    Path file = folder.resolve("door.p12");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    assertThatThrownBy(() -> DoorKey.read(file))
        .isInstanceOf(StoreRefused.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("of the store's folder");
    assertThatThrownBy(() -> DoorKey.read(folder.resolve("gone")))
        .isInstanceOf(StoreRefused.class)
        .hasMessageContaining("cannot be read");
  }
}
