package uk.seenheard.api.desk.console;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;

/**
 * Signs people in at a real Keycloak as it is shipped, renews and signs out, through a browser on
 * both pages: {@code mvn -pl api -am verify -DskipTests -Pkeycloak}. Its argument is the folder in
 * which Keycloak was unpacked.
 */
public final class KeycloakRun {
  private static final Path REALM = Path.of("docs", "sign-in", "keycloak");
  private static final String PASSWORD = "pear lantern 61";
  private static final long START_SECONDS = 600;

  private final AtomicLong ahead = new AtomicLong();
  private final String issuer;
  private final Path folder;
  private final int port;

  private KeycloakRun(String issuer, Path folder, int port) {
    this.issuer = issuer;
    this.folder = folder;
    this.port = port;
  }

  public static void main(String[] arguments) throws Exception {
    Path home;
    try (Stream<Path> found = Files.list(Path.of(arguments[0]))) {
      home =
          found
              .filter(one -> one.getFileName().toString().startsWith("keycloak-"))
              .findFirst()
              .orElseThrow();
    }
    int ours = free();
    int theirs = free();
    Path realm = Files.createDirectories(home.resolve("data").resolve("import"));
    Files.writeString(
        realm.resolve("marlshire-realm.json"),
        Files.readString(REALM.resolve("marlshire-realm.json"))
            .replace("127.0.0.1:8080", "127.0.0.1:" + ours)
            // This server's clock is put forward below; the provider's is not.
            .replace("\"accessTokenLifespan\": 300", "\"accessTokenLifespan\": 1800"));
    Process keycloak =
        new ProcessBuilder(
                "bash",
                home.resolve("bin").resolve("kc.sh").toAbsolutePath().toString(),
                "start-dev",
                "--import-realm",
                "--http-host=127.0.0.1",
                "--http-port=" + theirs)
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("keycloak.log").toFile())
            .start();
    try {
      String issuer = "http://127.0.0.1:" + theirs + "/realms/marlshire";
      await(issuer, keycloak);
      Path folder = Files.createTempDirectory("seenheard-keycloak");
      new KeycloakRun(issuer, folder, ours).run();
    } finally {
      keycloak.descendants().forEach(ProcessHandle::destroy);
      keycloak.destroy();
      keycloak.waitFor(30, TimeUnit.SECONDS);
    }
    System.exit(0);
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void await(String issuer, Process keycloak) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest asked =
        HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration"))
            .timeout(Duration.ofSeconds(5))
            .build();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (System.nanoTime() < until && keycloak.isAlive()) {
      try {
        if (client.send(asked, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        // It is still starting.
      }
      TimeUnit.MILLISECONDS.sleep(500);
    }
    throw new IllegalStateException("Keycloak did not start: see keycloak.log beside its bin");
  }

  private void run() throws Exception {
    try (var roster =
        Caller.class.getResourceAsStream("/uk/seenheard/api/ground/roster/demo-force.json")) {
      Files.write(folder.resolve("roster.json"), roster.readAllBytes());
    }
    try (LiveServer server =
            LiveServer.start(
                folder.resolve("data"),
                () -> System.currentTimeMillis() + ahead.get(),
                Map.of(
                    "SEENHEARD_DEMO", "false",
                    "SEENHEARD_PORT", Integer.toString(port),
                    "SEENHEARD_FORCE", folder.resolve("roster.json").toString(),
                    "SEENHEARD_LOGIN_ISSUER", issuer,
                    "SEENHEARD_LOGIN_CLIENT", "seenheard",
                    "SEENHEARD_LOGIN_SECRET", "an-invented-secret-for-loopback",
                    "SEENHEARD_LOGIN_NAME", "Keycloak",
                    "SEENHEARD_LOGIN_MAPPING", REALM.resolve("mapping.json").toString(),
                    "SEENHEARD_OPERATIONS_TOKEN", "an operator's token of this run"));
        Desk desk = new Desk(server.url())) {
      atTheDesk(desk, server);
      ahead.set(0);
      onThePhone(desk, server);
      System.out.println("complaints of the pages: " + desk.complaints());
      System.out.println(
          "operations: "
              + Caller.bearing(server.url(), "an operator's token of this run")
                  .get("/operations/sign-in")
                  .expect(200)
                  .canonical());
    }
  }

  private void atTheDesk(Desk desk, LiveServer server) {
    Page page = desk.tab();
    page.navigate("/");
    page.getByText("Sign in with Keycloak").click();
    there(page, "ps401");
    page.waitForSelector("sh-queue h1");
    told("desk: signed in as " + page.locator(".who-name").innerText());
    nothingIsKept(page, server);
    ahead.addAndGet(61_000);
    page.reload();
    page.waitForSelector("sh-queue h1");
    told("desk: renewed at Keycloak, its refresh tokens being good once");
    ahead.addAndGet(61_000);
    page.reload();
    page.waitForSelector("sh-queue h1");
    told("desk: renewed again with the rotated refresh token");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out")).click();
    leaveThere(page);
    page.getByText("Sign in with Keycloak").waitFor();
    told("desk: signed out, back at " + page.url());
    page.getByText("Sign in with Keycloak").click();
    page.locator("#username").waitFor();
    told("desk: Keycloak asks who it is again: signed out at both ends");
    page.context().close();
  }

  private void onThePhone(Desk desk, LiveServer server) {
    Page page = desk.tab(390, 844, ColorScheme.LIGHT);
    unlock(page);
    press(page, "Sign in with Keycloak");
    there(page, "pc1201");
    unlock(page);
    press(page, "New incident");
    press(page, "Domestic abuse");
    page.locator(".column .question").first().waitFor();
    page.getByText("Everything is at the force.").waitFor();
    told("officer's page: signed in, an incident is at the force");
    nothingIsKept(page, server);
    // Longer than a login of ours, and no longer than its token counts as just asked for.
    ahead.addAndGet(630_000);
    press(page, "Home");
    press(page, "New incident");
    press(page, "Domestic abuse");
    page.locator(".column .question").first().waitFor();
    page.getByText("Everything is at the force.").waitFor();
    told("officer's page: login over, renewed at Keycloak, received again");
    press(page, "Home");
    page.getByText("and this phone").click();
    press(page, "Sign out");
    leaveThere(page);
    unlock(page);
    press(page, "Sign in with Keycloak");
    page.locator("#username").waitFor();
    told("officer's page: signed out at both ends");
    page.context().close();
  }

  private void there(Page page, String person) {
    page.locator("#username").fill(person);
    page.locator("#password").fill(PASSWORD);
    page.locator("#kc-login").click();
    page.waitForURL("http://127.0.0.1:" + port + "/**");
  }

  /** A provider may ask whether signing out was meant: Keycloak does while its session stands. */
  private void leaveThere(Page page) {
    Locator sure = page.locator("#kc-logout");
    Locator back = page.getByText("Sign in with Keycloak");
    Locator locked = page.getByLabel("Passphrase of this phone");
    sure.or(back).or(locked).first().waitFor();
    if (sure.isVisible()) {
      told("Keycloak asks whether signing out was meant");
      sure.click();
      page.waitForURL("http://127.0.0.1:" + port + "/**");
    }
  }

  private static void nothingIsKept(Page page, LiveServer server) {
    List<Cookie> cookies = page.context().cookies(server.url());
    String kept =
        (String)
            page.evaluate(
                "() => JSON.stringify([{...sessionStorage}, {...localStorage}, document.cookie])");
    boolean fine =
        cookies.stream()
            .filter(one -> one.name.startsWith("seenheard"))
            .allMatch(one -> one.httpOnly && !one.value.contains("eyJ"));
    if (!fine || kept.contains("eyJ")) {
      throw new IllegalStateException("a token lies in the browser");
    }
  }

  private static void press(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .first()
        .click();
  }

  private static void unlock(Page page) {
    page.navigate("/officer/");
    Desk.unlocks(page);
  }

  private static void told(String what) {
    System.out.println(what);
  }
}
