package uk.seenheard.api.ground.provider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.SecureDigestAlgorithm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A strict identity provider on loopback: it checks what a real one checks (client and secret,
 * redirect address letter for letter, PKCE, a code and a refresh token once each), and signs with
 * real keys. A test may bend what it says.
 */
public final class FakeProvider implements AutoCloseable {
  public static final String CLIENT = "seenheard";
  public static final String SECRET = "a secret of this test: & = %";

  private final HttpServer server;
  private final LongSupplier now;
  private final Map<String, Asked> codes = new ConcurrentHashMap<>();
  private final Map<String, Asked> refreshes = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Object>> people = new ConcurrentHashMap<>();
  private final Set<String> sessions = ConcurrentHashMap.newKeySet();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  /** What the next token says, bent. */
  public volatile UnaryOperator<Map<String, Object>> bend = UnaryOperator.identity();

  /** How the next token is signed, where not by the first of the keys. */
  public volatile UnaryOperator<String> forge = UnaryOperator.identity();

  /** What it answers for its document, where not its document. */
  public volatile Answering document = null;

  /** Whether it breaks off whatever is asked. */
  public volatile boolean away;

  public volatile Set<String> backs = Set.of();
  private volatile List<Signer> signers = List.of(Signer.es256("one"));

  private record Asked(
      String challenge, String nonce, String back, String person, String session) {}

  /** A key by which it signs. */
  public record Signer(
      String kid,
      KeyPair pair,
      SecureDigestAlgorithm<? super PrivateKey, PublicKey> algorithm,
      boolean namesAlgorithm) {
    public static Signer es256(String kid) {
      return new Signer(kid, Jwts.SIG.ES256.keyPair().build(), Jwts.SIG.ES256, true);
    }

    public static Signer rs256(String kid) {
      return new Signer(kid, Jwts.SIG.RS256.keyPair().build(), Jwts.SIG.RS256, false);
    }

    public static Signer ps256(String kid) {
      return new Signer(kid, Jwts.SIG.PS256.keyPair().build(), Jwts.SIG.PS256, true);
    }
  }

  /** Answers a request in some other way. */
  public interface Answering {
    void answer(HttpExchange exchange) throws IOException;
  }

  private FakeProvider(HttpServer server, LongSupplier now) {
    this.server = server;
    this.now = now;
  }

  /** Starts one that goes by this clock. */
  public static FakeProvider start(LongSupplier now) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FakeProvider provider = new FakeProvider(server, now);
    server.setExecutor(Executors.newFixedThreadPool(4, FakeProvider::daemon));
    server.createContext("/", provider::serve);
    server.start();
    return provider;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "fake-provider");
    thread.setDaemon(true);
    return thread;
  }

  public String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/realms/force";
  }

  /** Signs from now on with these; the first signs, all are published. */
  public void signWith(Signer... by) {
    signers = List.of(by);
  }

  public Signer signer() {
    return signers.get(0);
  }

  /** Somebody who has an account there, and what their tokens say beside the usual. */
  public FakeProvider with(String person, Map<String, Object> claims) {
    people.put(person, claims);
    return this;
  }

  /** What was asked of it, in order. */
  public List<String> calls() {
    return calls;
  }

  /** What it had to refuse. */
  public List<String> complaints() {
    return complaints;
  }

  /** Ends every login there: nobody is vouched for any more. */
  public void endAll() {
    sessions.clear();
    refreshes.clear();
  }

  /** Those that are good. */
  public Set<String> refreshTokens() {
    return Set.copyOf(refreshes.keySet());
  }

  public Set<String> sessions() {
    return Set.copyOf(sessions);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().replace("/realms/force", "");
      calls.add(path);
      if (away) {
        return;
      }
      switch (path) {
        case "/.well-known/openid-configuration" -> {
          Answering other = document;
          if (other == null) {
            send(exchange, 200, "application/json", discovery());
          } else {
            other.answer(exchange);
          }
        }
        case "/keys" -> send(exchange, 200, "application/json", keys());
        case "/authorize" -> authorize(exchange);
        case "/choose" -> choose(exchange);
        case "/token" -> token(exchange);
        case "/revoke" -> revoke(exchange);
        case "/logout" -> logout(exchange);
        default -> send(exchange, 404, "text/plain", "no");
      }
    } catch (RuntimeException broken) {
      complaints.add("broke: " + broken);
    }
  }

  public static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  public String discovery() {
    return json(
        Map.of(
            "issuer", issuer(),
            "authorization_endpoint", issuer() + "/authorize",
            "token_endpoint", issuer() + "/token",
            "jwks_uri", issuer() + "/keys",
            "end_session_endpoint", issuer() + "/logout",
            "revocation_endpoint", issuer() + "/revoke",
            "code_challenge_methods_supported", List.of("plain", "S256"),
            "token_endpoint_auth_methods_supported", List.of("client_secret_basic"),
            "authorization_response_iss_parameter_supported", true));
  }

  private String keys() {
    return "{\"keys\":["
        + signers.stream().map(FakeProvider::jwk).collect(Collectors.joining(","))
        + "]}";
  }

  private static String jwk(Signer signer) {
    String whole =
        Jwks.json(Jwks.builder().key(signer.pair().getPublic()).id(signer.kid()).build());
    return signer.namesAlgorithm()
        ? whole.replaceFirst(
            "\\{", "{\"alg\":\"" + signer.algorithm().getId() + "\",\"use\":\"sig\",")
        : whole;
  }

  /** Checks a request as a real one does; then a page on which somebody says who they are. */
  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
    String wrong = wrong(asked);
    if (!wrong.isEmpty()) {
      complaints.add(wrong);
      send(exchange, 400, "text/plain", wrong);
      return;
    }
    String query = exchange.getRequestURI().getRawQuery();
    String links =
        people.keySet().stream()
            .sorted()
            .map(
                one ->
                    "<li><a href=\"choose?"
                        + query.replace("&", "&amp;")
                        + "&amp;person="
                        + one
                        + "\">I am "
                        + one
                        + "</a></li>")
            .collect(Collectors.joining());
    send(
        exchange,
        200,
        "text/html; charset=utf-8",
        "<!doctype html><title>Provider</title><h1>Who are you?</h1><ul>" + links + "</ul>");
  }

  private String wrong(Map<String, String> asked) {
    if (!CLIENT.equals(asked.get("client_id"))) {
      return "no such client";
    }
    if (!backs.contains(asked.get("redirect_uri"))) {
      return "no such redirect address: " + asked.get("redirect_uri");
    }
    if (!"code".equals(asked.get("response_type"))
        || !List.of(asked.getOrDefault("scope", "").split(" ")).contains("openid")) {
      return "no code, or no openid";
    }
    if (!"S256".equals(asked.get("code_challenge_method"))
        || asked.getOrDefault("code_challenge", "").length() != 43) {
      return "no PKCE with S256";
    }
    return asked.getOrDefault("state", "").length() < 22
            || asked.getOrDefault("nonce", "").length() < 22
        ? "state or nonce are guessed"
        : "";
  }

  private void choose(HttpExchange exchange) throws IOException {
    Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
    exchange.getResponseHeaders().set("Location", signIn(asked, asked.get("person")));
    exchange.sendResponseHeaders(303, -1);
  }

  /** Signs somebody in as a real one would after their password; answers with where they go. */
  public String signIn(String authorize, String person) {
    return signIn(form(URI.create(authorize).getRawQuery()), person);
  }

  private String signIn(Map<String, String> asked, String person) {
    String wrong = wrong(asked);
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(wrong);
    }
    String session = UUID.randomUUID().toString();
    sessions.add(session);
    String code = UUID.randomUUID().toString();
    codes.put(
        code,
        new Asked(
            asked.get("code_challenge"),
            asked.get("nonce"),
            asked.get("redirect_uri"),
            person,
            session));
    return asked.get("redirect_uri")
        + "?state="
        + encoded(asked.get("state"))
        + "&session_state=x&iss="
        + encoded(issuer())
        + "&code="
        + encoded(code);
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> asked =
        form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    if (!knows(exchange)) {
      refuse(exchange, 401, "invalid_client");
      return;
    }
    Asked of =
        "refresh_token".equals(asked.get("grant_type"))
            ? refreshes.remove(asked.getOrDefault("refresh_token", ""))
            : codes.remove(asked.getOrDefault("code", ""));
    if (of == null || !sessions.contains(of.session())) {
      refuse(exchange, 400, "invalid_grant");
      return;
    }
    if ("authorization_code".equals(asked.get("grant_type"))
        && !(of.back().equals(asked.get("redirect_uri"))
            && of.challenge().equals(challenge(asked.getOrDefault("code_verifier", ""))))) {
      refuse(exchange, 400, "invalid_grant");
      return;
    }
    String refresh = UUID.randomUUID().toString();
    refreshes.put(refresh, of);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("token_type", "Bearer");
    answer.put("expires_in", 300);
    answer.put("refresh_token", refresh);
    answer.put("id_token", forge.apply(idToken(of)));
    answer.put("access_token", accessToken(of.person(), CLIENT, Map.of()));
    send(exchange, 200, "application/json", json(answer));
  }

  private boolean knows(HttpExchange exchange) {
    String both = encoded(CLIENT) + ':' + encoded(SECRET);
    String wanted =
        "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    return wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  private void refuse(HttpExchange exchange, int status, String error) throws IOException {
    complaints.add(error);
    send(exchange, status, "application/json", json(Map.of("error", error)));
  }

  private String idToken(Asked of) {
    Map<String, Object> said = usual(of.person());
    said.put("typ", "ID");
    said.put("aud", CLIENT);
    said.put("azp", CLIENT);
    said.put("nonce", of.nonce());
    said.put("preferred_username", of.person());
    return signed(bend.apply(said));
  }

  /** An access token of this provider's, with the roles of whoever it is of. */
  public String accessToken(String person, String client, Map<String, Object> more) {
    Map<String, Object> said = usual(person);
    said.put("typ", "Bearer");
    said.put("aud", "account");
    said.put("azp", client);
    said.put("preferred_username", person);
    said.putAll(people.getOrDefault(person, Map.of()));
    said.putAll(more);
    return signed(said);
  }

  private Map<String, Object> usual(String person) {
    long seconds = now.getAsLong() / 1000;
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("iss", issuer());
    said.put("sub", UUID.nameUUIDFromBytes(person.getBytes(StandardCharsets.UTF_8)).toString());
    said.put("iat", seconds);
    said.put("exp", seconds + Duration.ofMinutes(5).toSeconds());
    said.put("jti", UUID.randomUUID().toString());
    return said;
  }

  /** Claims under the first of the keys. */
  public String signed(Map<String, Object> claims) {
    return signed(claims, signer());
  }

  /** Claims under a key. */
  public static String signed(Map<String, Object> claims, Signer by) {
    return Jwts.builder()
        .header()
        .type("JWT")
        .keyId(by.kid())
        .and()
        .content(json(claims))
        .signWith(by.pair().getPrivate(), by.algorithm())
        .compact();
  }

  private void revoke(HttpExchange exchange) throws IOException {
    Map<String, String> asked =
        form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Asked of = refreshes.remove(asked.getOrDefault("token", ""));
    if (!knows(exchange) || of == null) {
      complaints.add("nothing to revoke");
    } else {
      sessions.remove(of.session());
    }
    exchange.sendResponseHeaders(200, -1);
  }

  private void logout(HttpExchange exchange) throws IOException {
    Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
    String back = asked.getOrDefault("post_logout_redirect_uri", "");
    boolean known =
        backs.stream().anyMatch(one -> one.startsWith(URI.create(back).resolve("/").toString()));
    if (!known || !CLIENT.equals(asked.get("client_id")) || asked.containsKey("id_token_hint")) {
      complaints.add("logout: " + asked.keySet());
    }
    exchange.getResponseHeaders().set("Location", back);
    exchange.sendResponseHeaders(303, -1);
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (java.security.NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static Map<String, String> form(String text) {
    Map<String, String> read = new LinkedHashMap<>();
    for (String one : text == null ? new String[0] : text.split("&")) {
      int at = one.indexOf('=');
      read.put(
          URLDecoder.decode(one.substring(0, at), StandardCharsets.UTF_8),
          URLDecoder.decode(one.substring(at + 1), StandardCharsets.UTF_8));
    }
    return read;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  public static String json(Map<String, ?> members) {
    return new io.vertx.core.json.JsonObject(new LinkedHashMap<>(members)).encode();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
