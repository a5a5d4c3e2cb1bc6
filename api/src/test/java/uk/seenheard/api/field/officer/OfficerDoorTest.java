package uk.seenheard.api.field.officer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.LiveServer;

/** The officer's page as a server gives it out. */
class OfficerDoorTest {
  @TempDir static Path folder;
  private static LiveServer server;

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(OfficerFiles.read().isThere(), "SKIPPED: built with -Dofficer.skip, without a page");
    server = LiveServer.start(folder.resolve("data"));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.url()).resolve(path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void documentIsAskedForAnewAndNamesFilesThatAreKept() throws Exception {
    HttpResponse<String> page = get("/officer/");
    String version = OfficerFiles.read().version();

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache");
    assertThat(page.body()).contains(version + "/officer.js").doesNotContain("{{");
    for (String name : OfficerFiles.read().files().keySet()) {
      HttpResponse<String> file = get("/officer/" + version + '/' + name);
      assertThat(file.statusCode()).as(name).isEqualTo(200);
      assertThat(file.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
    }
  }

  @Test
  void policyLetsNothingButTheServersOwnFilesRun() throws Exception {
    String policy = get("/officer/").headers().firstValue("Content-Security-Policy").orElseThrow();
    assertThat(policy)
        .contains("default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'")
        .doesNotContain("unsafe");
  }

  @Test
  void serviceWorkerNamesEveryFileByItsDigestAndIsAskedForAnew() throws Exception {
    HttpResponse<String> keeper = get("/officer/sw.js");
    OfficerFiles read = OfficerFiles.read();

    assertThat(keeper.headers().firstValue("Cache-Control")).contains("no-cache");
    assertThat(keeper.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/javascript");
    assertThat(keeper.body()).contains(read.version()).doesNotContain("{{");
    for (String name : read.files().keySet()) {
      assertThat(keeper.body())
          .contains('"' + read.version() + '/' + name + "\":\"" + sha256(get(read, name)) + '"');
    }
    assertThat(keeper.body()).contains("\"\":\"" + sha256(get("/officer/").body()) + '"');
  }

  private String get(OfficerFiles read, String name) throws IOException, InterruptedException {
    return get("/officer/" + read.version() + '/' + name).body();
  }

  private static String sha256(String text) throws GeneralSecurityException {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void anotherVersionOrNameIsNotFound() throws Exception {
    String version = OfficerFiles.read().version();
    assertThat(get("/officer/000000000000/officer.js").statusCode()).isEqualTo(404);
    assertThat(get("/officer/" + version + "/index.html").statusCode()).isEqualTo(404);
    assertThat(get("/officer/" + version + "/..%2fwhatever").statusCode()).isEqualTo(404);
  }
}
