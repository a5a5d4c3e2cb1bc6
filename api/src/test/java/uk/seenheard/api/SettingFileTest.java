package uk.seenheard.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a file is said with the setting that names it, its path, and what to do. */
class SettingFileTest {
  @TempDir Path folder;

  private String refused(Map<String, String> settings) {
    StringBuilder said = new StringBuilder();
    assertThatThrownBy(
            () ->
                LiveServer.start(folder.resolve("data"), System::currentTimeMillis, settings)
                    .close())
        .rootCause()
        .satisfies(cause -> said.append(Main.reason(cause)));
    return said.toString();
  }

  private static Map<String, String> with(String setting, Path file) {
    return Map.of(setting, file.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SEENHEARD_FORCE",
        "SEENHEARD_DUTIES",
        "SEENHEARD_FORMS",
        "SEENHEARD_REFERRALS",
        "SEENHEARD_CHASE",
        "SEENHEARD_MAPPING"
      })
  void aFileThatCannotBeHadOrUsedIsNamedWithItsSetting(String setting) throws IOException {
    Path gone = folder.resolve("gone.json");
    assertThat(refused(with(setting, gone)))
        .isEqualTo(
            setting
                + " names "
                + gone
                + ", which is not there: put the file there, or name another");
    assertThat(refused(with(setting, folder)))
        .isEqualTo(setting + " names " + folder + ", which is a folder: name the file in it");
    Path broken = Files.writeString(folder.resolve("broken.json"), "{\"a\":");
    assertThat(refused(with(setting, broken)))
        .startsWith(setting + " names " + broken + ", which cannot be used: ")
        .endsWith(". Mend the file and start again")
        .doesNotContain("Exception");
  }

  @Test
  void aFileThatTheServersUserMayNotReadIsSaidSo() throws IOException {
    Path kept = Files.writeString(folder.resolve("kept.json"), "{}");
    Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(kept), "this user reads everything");
    assertThat(refused(with("SEENHEARD_CHASE", kept)))
        .isEqualTo(
            "SEENHEARD_CHASE names "
                + kept
                + ", which this user may not read: let the user who runs the server read it");
  }

  @Test
  void aFileThatAnotherFileNamesIsSaidWithBoth() throws IOException {
    Path mapping =
        Files.writeString(
            folder.resolve("mapping.json"),
            Files.readString(
                    Path.of("src/main/resources/uk/seenheard/api/partners/records/sdm.json"))
                .replaceFirst(
                    "\\{",
                    "{\"push\": {\"url\": \"https://records.example.police.uk/x\", \"header\":"
                        + " \"X-Key\", \"keyFile\": \"none.txt\"},"));
    assertThat(refused(with("SEENHEARD_MAPPING", mapping)))
        .startsWith("SEENHEARD_MAPPING names " + mapping + ", which cannot be used: ")
        .contains(folder.resolve("none.txt") + " is not there");
  }

  @Test
  void aDataFolderThatIsAFileIsNamedWithItsSetting() throws IOException {
    Path file = Files.writeString(folder.resolve("data"), "");
    assertThat(refused(Map.of()))
        .isEqualTo(
            "SEENHEARD_DATA names "
                + file
                + ", which is a file: name a folder of the server's own, which is made where there"
                + " is none");
  }

  @Test
  void aKeyFileThatIsNoneIsNamedWithItsSetting() throws IOException {
    Path file = Files.writeString(folder.resolve("keys.json"), "{}");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(refused(with("SEENHEARD_KEYS", file)))
        .startsWith("SEENHEARD_KEYS names " + file + ", which cannot be used: ")
        .doesNotContain("Exception");
    assertThat(refused(with("SEENHEARD_KEYS", file.resolve("below.json"))))
        .contains("SEENHEARD_KEYS", "is a file where a folder has to be");
  }

  @Test
  void filesAreLookedAtBeforeTheStoreIsOpened() {
    Map<String, String> environment =
        Map.of(
            "SEENHEARD_DEMO", "true",
            "SEENHEARD_PORT", "0",
            "SEENHEARD_DATA", folder.resolve("data").toString(),
            "SEENHEARD_TLS_CERTIFICATE", folder.resolve("chain.pem").toString(),
            "SEENHEARD_TLS_KEY", folder.resolve("key.pem").toString());
    assertThatThrownBy(() -> Preflight.check(Settings.from(environment)))
        .hasMessageContaining("SEENHEARD_TLS_CERTIFICATE names " + folder.resolve("chain.pem"));
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void aCertificateThatIsNoneIsNamedWithItsSettings() throws IOException {
    Path chain = Files.writeString(folder.resolve("chain.pem"), "no certificate");
    Path key = Files.writeString(folder.resolve("key.pem"), "no key");
    assertThat(
            refused(
                Map.of(
                    "SEENHEARD_TLS_CERTIFICATE", chain.toString(),
                    "SEENHEARD_TLS_KEY", key.toString())))
        .startsWith("SEENHEARD_TLS_CERTIFICATE and SEENHEARD_TLS_KEY name " + chain + " and " + key)
        .endsWith(". Mend the files and start again");
  }
}
