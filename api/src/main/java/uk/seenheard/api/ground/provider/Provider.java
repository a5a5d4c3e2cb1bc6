package uk.seenheard.api.ground.provider;

import io.jsonwebtoken.Claims;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import uk.seenheard.api.ground.identity.LoginSource;
import uk.seenheard.api.ground.roster.ClaimMapping;
import uk.seenheard.api.ground.vouch.TokenReader;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;

/**
 * The force's identity provider (OpenID Connect): where people are sent to sign in, what it says of
 * them when they come back, and whether it still does.
 */
public final class Provider {
  private static final int MOST_TOKEN_CHARS = 32 * 1024;
  private static final String SCOPES = "openid profile";

  private final Vertx vertx;
  private final ProviderClient client;
  private final ClaimMapping mapping;
  private final LongSupplier now;
  private final ProviderCalls calls;
  private final ProviderWord word;
  private final TokenReader reader;
  private final RefusedLogins refused;

  /** As this server is known there. */
  public Provider(
      Vertx vertx,
      ProviderClient client,
      ClaimMapping mapping,
      LongSupplier now,
      JsonReader json,
      RefusedLogins refused) {
    this.vertx = vertx;
    this.client = client;
    this.mapping = mapping;
    this.now = now;
    this.calls = new ProviderCalls(vertx, json);
    this.word = new ProviderWord(vertx, client.issuer(), calls, now);
    this.reader = new TokenReader(word::key, MOST_TOKEN_CHARS);
    this.refused = refused;
  }

  /**
   * Whom the provider vouched for.
   *
   * @param subject the provider's own name of them
   * @param person the id that the mapped claim holds; it may be nobody's
   * @param limit what the login lets them be at the most
   * @param refresh with which it is asked again whether it still does; it never leaves this server
   */
  public record Vouched(
      String subject, String person, ClaimMapping.Limit limit, Optional<String> refresh) {}

  /**
   * Somebody on the way to the provider and back.
   *
   * @param state comes back with them
   * @param nonce comes back in the token
   * @param verifier shown when the code is exchanged (RFC 7636)
   * @param back where they come back to
   */
  public record Way(String state, String nonce, String verifier, String back) {}

  /** How people call it. */
  public String name() {
    return client.name();
  }

  /** Whether people are sent there: this server is registered there. */
  public boolean isOffered() {
    return client.id().isPresent();
  }

  /** Logins that come with a request are taken from it too. */
  public LoginSource source() {
    return new LoginSource.Provider(client.issuer(), mapping, word::key);
  }

  /** Reads what the provider says of itself, so that the first who signs in need not wait. */
  public void begin() {
    word.look();
  }

  /** Looks for a key of the provider's that is not known. */
  public Future<Void> look() {
    return word.look();
  }

  /** Where somebody is sent. */
  public Future<String> goThere(Way way, String challenge) {
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("response_type", "code");
    asked.put("client_id", client.id().orElseThrow());
    asked.put("redirect_uri", way.back());
    asked.put("scope", SCOPES);
    asked.put("state", way.state());
    asked.put("nonce", way.nonce());
    asked.put("code_challenge", challenge);
    asked.put("code_challenge_method", "S256");
    return word.known().map(known -> with(known.document().authorization().toString(), asked));
  }

  /**
   * Where somebody ends their login at the provider too; empty when it has no such place. No token
   * goes along: the provider knows its own cookie.
   */
  public Future<Optional<String>> goodbye(String back) {
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("client_id", client.id().orElseThrow());
    asked.put("post_logout_redirect_uri", back);
    return word.known()
        .map(known -> known.document().endSession().map(at -> with(at.toString(), asked)))
        .otherwise(Optional.empty());
  }

  /** Whether the name that came back with somebody is this provider's (RFC 9207). */
  public Future<Boolean> isSame(Optional<String> issuer) {
    return word.known()
        .map(known -> issuer.map(client.issuer()::equals).orElse(!known.document().namesItself()));
  }

  /** Exchanges the code that somebody came back with. */
  public Future<Vouched> exchange(Way way, String code) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", way.back());
    form.put("code_verifier", way.verifier());
    LoginChecks checks =
        new LoginChecks(
            client.issuer(), client.id().orElseThrow(), Optional.of(way.nonce()), Optional.empty());
    return ask(form).compose(answer -> vouched(answer, checks)).onFailure(this::note);
  }

  /** Asks whether the provider still vouches for somebody. */
  public Future<Vouched> again(String refresh, String subject) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", refresh);
    LoginChecks checks =
        new LoginChecks(
            client.issuer(), client.id().orElseThrow(), Optional.empty(), Optional.of(subject));
    return ask(form).compose(answer -> vouched(answer, checks)).onFailure(this::note);
  }

  /** Gives a refresh token back (RFC 7009): whoever had copied it gets nothing with it. */
  public Future<Void> giveBack(String refresh) {
    return word.known()
        .compose(
            known -> {
              if (known.document().revocation().isEmpty()) {
                return Future.<Void>succeededFuture();
              }
              Map<String, String> form = new LinkedHashMap<>();
              form.put("token", refresh);
              form.put("token_type_hint", "refresh_token");
              return shown(known.document(), form)
                  .post(calls, known.document().revocation().get())
                  .mapEmpty();
            });
  }

  /** How it stands, for whoever runs the server. */
  public Json.Obj standing() {
    Json.Builder keys = Json.object();
    word.keys().forEach(keys::put);
    Json.Builder standing =
        Json.object()
            .put("issuer", client.issuer())
            .put("name", client.name())
            .put("offered", isOffered())
            .put("keys", keys.build())
            .put("fault", word.fault());
    word.readAt().ifPresent(at -> standing.put("readAt", at));
    return standing.build();
  }

  private void note(Throwable failed) {
    if (failed instanceof ProviderFault fault) {
      refused.note(fault.check(), String.valueOf(fault.getMessage()));
    }
  }

  /** A form with which this server shows who it is. */
  private record Shown(Map<String, String> form, Optional<String> authorization) {
    Future<ProviderCalls.Answer> post(ProviderCalls calls, java.net.URI at) {
      return calls.post(at, form, authorization);
    }
  }

  private Shown shown(Discovered document, Map<String, String> form) {
    String id = client.id().orElseThrow();
    if (client.secret().isPresent() && document.secretInHeader()) {
      String both = ProviderCalls.encoded(id) + ':' + ProviderCalls.encoded(client.secret().get());
      return new Shown(
          form,
          Optional.of(
              "Basic "
                  + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8))));
    }
    Map<String, String> whole = new LinkedHashMap<>(form);
    whole.put("client_id", id);
    client.secret().ifPresent(secret -> whole.put("client_secret", secret));
    return new Shown(whole, Optional.empty());
  }

  private Future<Json.Obj> ask(Map<String, String> form) {
    return word.known()
        .compose(known -> shown(known.document(), form).post(calls, known.document().token()))
        .map(Provider::taken);
  }

  private static Json.Obj taken(ProviderCalls.Answer answer) {
    if (answer.status() == 200) {
      return answer.body();
    }
    String error = answer.body().text("error").orElse("");
    if (error.equals("invalid_grant")) {
      throw ProviderFault.refused("grant", "the code or the refresh token is good for nothing");
    }
    if (error.equals("invalid_client") || error.equals("unauthorized_client")) {
      throw ProviderFault.away(
          "client", "it does not know this server by its SEENHEARD_LOGIN_CLIENT and _SECRET");
    }
    throw ProviderFault.away("token-answer", "it answered " + answer.status() + " for a token");
  }

  /** What a token says; where a key of it is not known, that is looked for, once. */
  private Future<Vouched> vouched(Json.Obj answer, LoginChecks checks) {
    String id = ProviderWord.needed(answer, "id_token");
    boolean known = TokenReader.keyNamed(id).flatMap(word::key).isPresent();
    Future<Void> looked = known ? Future.succeededFuture() : word.look();
    return looked.compose(done -> vertx.executeBlocking(() -> vouched(answer, id, checks), false));
  }

  private Vouched vouched(Json.Obj answer, String token, LoginChecks checks) {
    long at = now.getAsLong();
    Claims id = read(token);
    checks
        .failed(id, at)
        .ifPresent(
            check -> {
              throw ProviderFault.refused(check, "its ID token fails this check");
            });
    Map<String, Object> said = new TreeMap<>(id);
    if (!mapping.isIn(said)) {
      answer
          .text("access_token")
          .flatMap(access -> along(access, id, checks, at))
          .ifPresent(more -> more.forEach(said::putIfAbsent));
    }
    String person =
        ClaimMapping.text(said, mapping.person())
            .orElseThrow(
                () ->
                    ProviderFault.refused(
                        "person", "its tokens have no claim " + mapping.person()));
    ClaimMapping.Limit limit =
        mapping
            .limit(said)
            .orElseThrow(
                () -> ProviderFault.refused("roles", "its tokens name no role or team we know"));
    return new Vouched(id.getSubject(), person, limit, answer.text("refresh_token"));
  }

  private Claims read(String token) {
    try {
      return reader.read(token).claims();
    } catch (TokenReader.Refused refusal) {
      throw ProviderFault.refused(refusal.check(), "its ID token fails this check");
    }
  }

  /** The claims of an access token that is one of ours to read; of any other nothing is known. */
  private Optional<Claims> along(String access, Claims id, LoginChecks checks, long at) {
    try {
      Claims said = reader.read(access).claims();
      return checks.isAlong(said, id, at) ? Optional.of(said) : Optional.empty();
    } catch (TokenReader.Refused opaque) {
      return Optional.empty();
    }
  }

  private static String with(String at, Map<String, String> asked) {
    return at
        + (at.contains("?") ? '&' : '?')
        + asked.entrySet().stream()
            .map(
                one ->
                    ProviderCalls.encoded(one.getKey())
                        + '='
                        + ProviderCalls.encoded(one.getValue()))
            .collect(Collectors.joining("&"));
  }
}
