package uk.seenheard.handset.core;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.seenheard.handset.core.transport.FrameSink;
import uk.seenheard.handset.core.transport.GrantedPass;
import uk.seenheard.handset.core.transport.Refusal;
import uk.seenheard.handset.core.transport.Reply;
import uk.seenheard.handset.core.transport.SignedIn;
import uk.seenheard.handset.core.transport.Transport;
import uk.seenheard.handset.jvm.device.JacksonJsonReader;
import uk.seenheard.handset.jvm.device.JdkDigests;
import uk.seenheard.sync.change.Chain;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.AskAnswer;
import uk.seenheard.sync.feed.AskRequest;
import uk.seenheard.sync.feed.Frame;
import uk.seenheard.sync.feed.Judgement;
import uk.seenheard.sync.feed.PushAnswer;
import uk.seenheard.sync.feed.PushRequest;
import uk.seenheard.sync.feed.ReplicaDigest;
import uk.seenheard.sync.feed.Verdict;
import uk.seenheard.sync.merge.Frontier;

/**
 * A strict server in memory: it checks every signature, chain and pass as the protocol says, and
 * may be told to fail in each way that the protocol knows.
 */
public final class FakeServer implements Transport {
  static final String FORCE = "northmoor";

  private final JdkDigests digests = new JdkDigests();
  private final JacksonJsonReader json = new JacksonJsonReader();
  private final ChangeCodec codec = new ChangeCodec(json, digests);

  /** Changes in the order of the log, each once. */
  public final List<Frame.Change> log = new ArrayList<>();

  /** Tokens by their names, as a server that runs remembers them. */
  final Map<String, String> seenTokens = new HashMap<>();

  /** The last push as it came. */
  @Nullable PushRequest lastPush;

  private final Map<String, String> keys = new HashMap<>();
  private final Map<String, List<Hash>> chains = new TreeMap<>();
  private final Set<String> passes = new HashSet<>();
  private final Map<Hash, Verdict> verdicts = new HashMap<>();
  private final Set<String> hidden = new HashSet<>();
  private final List<Frame> feed = new ArrayList<>();
  private final KeyPair key = key();
  private int logins;

  /** What it was asked, and its clock when it answers. */
  public final List<AskRequest> asked = new ArrayList<>();

  public long at = 1;

  /** When it grants passes, by its own clock. */
  public long grantsAt = 1_000;

  /** It does not know what a handset may name in a question. */
  public boolean refusesForgotten;

  /** Evictions are not signed, as by somebody in between, or by an older server. */
  public boolean signsNoEvictions;

  /** Refusals that the next pushes get; {@code null} lets one through. */
  public final Deque<Refusal> pushRefusals = new ArrayDeque<>();

  /** Refusals that the next pulls get. */
  public final Deque<Refusal> pullRefusals = new ArrayDeque<>();

  /** Answers that get lost on the way back although the server acted. */
  public int lostAnswers;

  /** Pulls that break off before their last line. */
  public int brokenPulls;

  /** Lines of content a page holds. */
  public int page = 3;

  /** Pulls that do not show the newest changes yet. */
  public int lagging;

  /** Pulls whose end moves on while they are answered: more is said, and nothing shown. */
  public int movingOn;

  /** Pulls that end without a digest. */
  public int digestless;

  /** How long shift passes unlock; 0 for no lease at all. */
  public long leaseMillis;

  /** The kinds of notice that it takes to whom they are for. */
  public Set<String> carries = Set.of();

  private final Map<String, String> owners = new HashMap<>();

  /** Whether it publishes a small form of its own; else the handset uses those it shipped with. */
  public boolean publishesForms;

  /** Pulls never come to the end of their page. */
  public boolean endless;

  /** Somebody signs in, and then the signal is gone. */
  public boolean grantsNoPasses;

  public boolean unreachable;

  /** The list of forms does not come. */
  public boolean withoutForms;

  public boolean loginsExpired;
  public int largestPush;
  public int pushes;
  public boolean quarantineAll;
  public boolean wrongDigest;
  public Runnable duringPush = () -> {};
  public Runnable duringPull = () -> {};

  private static KeyPair key() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Signs as the server does. */
  String sign(String text) {
    try {
      Signature signer = Signature.getInstance("SHA256withECDSA");
      signer.initSign(key.getPrivate());
      signer.update(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signer.sign());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public Reply<SignedIn> signIn(String person) {
    if (unreachable) {
      return new Reply.Unreachable<>("test");
    }
    loginsExpired = false;
    return new Reply.Answered<>(
        new SignedIn("login-" + person + '-' + ++logins, 0, person, Optional.of(FORCE)));
  }

  @Override
  public Reply<String> enrol(String login, String device, String publicKey, String proof) {
    if (!verify(publicKey, Chain.enrolmentText(FORCE, device, publicKey), proof)) {
      return new Reply.Refused<>(Refusal.of(400, "malformed"));
    }
    if (!keys.computeIfAbsent(device, unused -> publicKey).equals(publicKey)) {
      return new Reply.Refused<>(Refusal.of(409, "device-known"));
    }
    return new Reply.Answered<>("enrolment:" + device);
  }

  @Override
  public Reply<GrantedPass> pass(String login, String enrolment) {
    if (grantsNoPasses) {
      return new Reply.Unreachable<>("no signal");
    }
    String person = login.split("-")[1];
    String claims = "{\"at\":" + grantsAt + ",\"login\":\"" + login + "\"}";
    String pass =
        "pass:" + person + '.' + Base64.getUrlEncoder().encodeToString(claims.getBytes()) + ".s";
    passes.add(pass);
    long until = leaseMillis == 0 ? 0 : grantsAt + leaseMillis;
    String known =
        Base64.getUrlEncoder().withoutPadding().encodeToString(key.getPublic().getEncoded());
    return new Reply.Answered<>(
        new GrantedPass(pass, person, "officer", "team-1", until, Optional.of(known), carries));
  }

  @Override
  public Reply<PushAnswer> push(PushRequest sent) {
    pushes++;
    PushRequest request = PushRequest.read(json.read(sent.json().canonical()));
    largestPush = Math.max(largestPush, request.changes().size());
    if (unreachable) {
      return new Reply.Unreachable<>("test");
    }
    duringPush.run();
    if (!pushRefusals.isEmpty()) {
      Refusal next = pushRefusals.remove();
      if (next.status() > 0) {
        return new Reply.Refused<>(next);
      }
    }
    lastPush = request;
    for (String name : named(request)) {
      if (!seenTokens.containsKey(name)) {
        return new Reply.Refused<>(Refusal.of(409, "send-whole"));
      }
    }
    request =
        request.showing(
            whole(request.enrolment()),
            request.passes().stream().map(this::whole).collect(Collectors.toList()));
    String device = device(request);
    String key = keys.get(device);
    if (key == null) {
      return new Reply.Refused<>(Refusal.of(401, "enrolment-refused"));
    }
    Hash link = request.previous();
    long seq = request.from() - 1;
    List<Hash> hashes = new ArrayList<>();
    for (String content : request.changes()) {
      Hash hash = Hash.of(content, digests);
      hashes.add(hash);
      link = Chain.link(link, ++seq, hash, digests);
    }
    String head = Chain.headText(FORCE, device, request.epoch(), seq, link);
    if (!verify(key, head, request.signature())) {
      return new Reply.Refused<>(Refusal.of(401, "signature-refused"));
    }
    remember(request.enrolment());
    request.passes().stream().filter(passes::contains).forEach(this::remember);
    List<Hash> chain =
        chains.computeIfAbsent(device + '/' + request.epoch(), unused -> new ArrayList<>());
    if (request.from() > chain.size() + 1) {
      return new Reply.Refused<>(resendFrom(request.epoch(), chain.size() + 1));
    }
    for (int i = 0; i < hashes.size(); i++) {
      int at = (int) request.from() - 1 + i;
      if (at < chain.size() && !chain.get(at).equals(hashes.get(i))) {
        return new Reply.Refused<>(forked(request.epoch()));
      }
    }
    if (!request.previous().equals(linkAt(device, request.epoch(), chain, request.from() - 1))) {
      return new Reply.Refused<>(forked(request.epoch()));
    }
    List<Judgement> judged = new ArrayList<>();
    for (int i = 0; i < hashes.size(); i++) {
      long at = request.from() + i;
      if (at > chain.size()) {
        chain.add(hashes.get(i));
      }
      judged.add(judge(request, i, hashes.get(i), device, at));
    }
    if (lostAnswers > 0) {
      lostAnswers--;
      return new Reply.Unreachable<>("the answer was lost");
    }
    PushAnswer answer = new PushAnswer(request.epoch(), request.to(), log.size(), at, judged);
    return new Reply.Answered<>(PushAnswer.read(json.read(answer.json().canonical())));
  }

  private static List<String> named(PushRequest request) {
    List<String> shown = new ArrayList<>(request.passes());
    shown.add(request.enrolment());
    shown.removeIf(one -> !PushRequest.named(one).isPresent());
    return shown;
  }

  private String whole(String shown) {
    return seenTokens.getOrDefault(shown, shown);
  }

  /** The device of a push, whether its enrolment is shown or named. */
  String device(PushRequest request) {
    return whole(request.enrolment()).substring("enrolment:".length());
  }

  private void remember(String token) {
    seenTokens.put(PushRequest.name(token, digests), token);
  }

  /** What people decide at a desk: it comes with the feed, and by no handset. */
  public void add(String content) {
    Frame.Change frame =
        new Frame.Change(
            log.size() + 1, 0, "server-1", 1, log.size() + 1, 0, Verdict.APPLIED, content);
    log.add(frame);
    feed.add(frame);
  }

  private Judgement judge(PushRequest request, int i, Hash hash, String device, long seq) {
    Verdict known = verdicts.get(hash);
    if (known != null) {
      return new Judgement(seq, hash, Verdict.DUPLICATE, Optional.of(known), Optional.empty());
    }
    String content = request.changes().get(i);
    Json.Obj object = (Json.Obj) json.read(content);
    boolean vouched =
        request.passes().stream()
            .filter(passes::contains)
            .anyMatch(p -> Hash.of(p, digests).hex().equals(object.text("pass").orElse("")));
    Verdict verdict = vouched && !quarantineAll ? Verdict.APPLIED : Verdict.QUARANTINED;
    verdicts.put(hash, verdict);
    Frame.Change frame =
        new Frame.Change(log.size() + 1, 0, device, request.epoch(), seq, 0, verdict, content);
    log.add(frame);
    feed.add(frame);
    return new Judgement(
        seq,
        hash,
        verdict,
        Optional.empty(),
        verdict == Verdict.QUARANTINED ? Optional.of("for a test") : Optional.empty());
  }

  /** A supervisor lets a change out of quarantine. */
  public void releaseAll() {
    for (Frame.Change held : List.copyOf(log)) {
      Hash hash = Hash.of(held.content(), digests);
      if (verdicts.get(hash) == Verdict.QUARANTINED) {
        verdicts.put(hash, Verdict.APPLIED);
        feed.add(
            new Frame.Change(
                feed.size() + 1, 0, "server", 1, 1, 0, Verdict.APPLIED, held.content()));
      }
    }
  }

  /** From now on only this person sees the incident. */
  public void onlyFor(String person, String incident) {
    owners.put(incident, person);
  }

  private boolean sees(String login, String incident) {
    String owner = owners.get(incident);
    return !hidden.contains(incident) && (owner == null || login.split("-")[1].equals(owner));
  }

  /** Access to an incident ends. */
  public void evict(String incident) {
    hidden.add(incident);
    feed.add(new Frame.Evict(incident));
  }

  /** Access to an incident begins again: all of it is sent once more. */
  public void grantAgain(String incident) {
    hidden.remove(incident);
    for (Frame.Change frame : List.copyOf(log)) {
      if (codec.read(frame.content()).fold(c -> c.incident(), n -> "").equals(incident)) {
        feed.add(frame);
      }
    }
  }

  @Override
  public Reply<AskAnswer> ask(Json message) {
    if (unreachable) {
      return new Reply.Unreachable<>("test");
    }
    AskRequest request = AskRequest.read(message);
    if (refusesForgotten && !request.forgotten().isEmpty()) {
      return new Reply.Refused<>(Refusal.of(400, "malformed"));
    }
    asked.add(request);
    return new Reply.Answered<>(new AskAnswer(at, List.of()));
  }

  /** The server is put back to its first commits. */
  public void restoreTo(int commits) {
    while (log.size() > commits) {
      Frame.Change gone = log.remove(log.size() - 1);
      verdicts.remove(Hash.of(gone.content(), digests));
      List<Hash> chain = chains.get(gone.device() + '/' + gone.epoch());
      while (chain.size() >= gone.seq()) {
        chain.remove(chain.size() - 1);
      }
    }
    feed.clear();
    feed.addAll(log);
  }

  @Override
  public Reply<Integer> pull(String login, Optional<String> cursor, FrameSink sink) {
    if (unreachable) {
      return new Reply.Unreachable<>("test");
    }
    if (loginsExpired) {
      return new Reply.Refused<>(Refusal.of(401, "unauthenticated"));
    }
    if (!pullRefusals.isEmpty()) {
      return new Reply.Refused<>(pullRefusals.remove());
    }
    duringPull.run();
    int from = cursor.map(Integer::parseInt).orElse(0);
    if (from > feed.size()) {
      return new Reply.Refused<>(Refusal.of(400, "cursor-refused"));
    }
    if (endless) {
      int sent = 0;
      while (sink.take(feed.get(0)) && sent < 1_000_000) {
        sent++;
      }
      return new Reply.Answered<>(sent);
    }
    if (movingOn > 0) {
      movingOn--;
      sink.take(new Frame.Through(from, Integer.toString(from), true, Optional.empty()));
      return new Reply.Answered<>(1);
    }
    int shownOfFeed = lagging > 0 ? Math.max(from, feed.size() - 2) : feed.size();
    lagging = Math.max(0, lagging - 1);
    int to = Math.min(shownOfFeed, from + page);
    int lines = 0;
    List<String> evicted = new ArrayList<>();
    for (int i = from; i < to; i++) {
      Frame frame = feed.get(i);
      boolean shown =
          !(frame instanceof Frame.Change change
              && !sees(login, codec.read(change.content()).fold(c -> c.incident(), n -> "")));
      if (shown) {
        lines++;
        if (frame instanceof Frame.Evict evict) {
          evicted.add(evict.incident());
        }
        if (!sink.take(Frame.read(json.read(frame.json().canonical())))) {
          return new Reply.Answered<>(lines);
        }
      }
    }
    if (brokenPulls > 0) {
      brokenPulls--;
      return new Reply.Answered<>(lines);
    }
    boolean more = to < shownOfFeed;
    boolean unproved = more || digestless > 0;
    digestless = Math.max(0, digestless - 1);
    Frame.Through through =
        new Frame.Through(
            to,
            Integer.toString(to),
            more,
            unproved
                ? Optional.empty()
                : Optional.of(wrongDigest ? zero() : digest(login, to).hash()));
    String text = Frame.Evict.text(FORCE, login.split("-")[1], through.cursor(), evicted, digests);
    sink.take(evicted.isEmpty() || signsNoEvictions ? through : through.vouching(sign(text)));
    return new Reply.Answered<>(lines + 1);
  }

  private static Hash zero() {
    return new Hash("0".repeat(64));
  }

  private ReplicaDigest digest(String login, int shown) {
    Map<String, TreeSet<Hash>> held = new TreeMap<>();
    for (Frame line : feed.subList(0, shown)) {
      if (line instanceof Frame.Change frame && frame.verdict() == Verdict.APPLIED) {
        String incident = codec.read(frame.content()).fold(c -> c.incident(), n -> "");
        if (sees(login, incident)) {
          held.computeIfAbsent(incident, unused -> new TreeSet<>())
              .add(Hash.of(frame.content(), digests));
        }
      }
    }
    Map<String, Hash> frontiers = new TreeMap<>();
    held.forEach((incident, hashes) -> frontiers.put(incident, Frontier.of(hashes, digests)));
    return ReplicaDigest.of(frontiers, digests);
  }

  @Override
  public Reply<Json> read(String login, String path) {
    if (withoutForms) {
      return new Reply.Unreachable<>("test");
    }
    if (path.equals("forms") && !publishesForms) {
      return new Reply.Answered<>(Json.object().put("forms", Json.list(List.of())).build());
    }
    if (path.equals("forms")) {
      return new Reply.Answered<>(
          Json.object()
              .put(
                  "forms",
                  Json.list(
                      List.of(Json.object().put("id", "domestic-abuse").put("version", 1).build())))
              .build());
    }
    return new Reply.Answered<>(
        Json.object()
            .put("id", "domestic-abuse")
            .put("version", 1)
            .put("title", "Domestic abuse")
            .put(
                "fields",
                Json.list(
                    List.of(
                        Json.object()
                            .put("of", "child")
                            .put("name", "seen")
                            .put("evidence", true)
                            .build())))
            .build());
  }

  static Refusal resendFrom(int epoch, long from) {
    return new Refusal(
        409,
        "resend-from",
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of((long) epoch),
        Optional.of(from));
  }

  static Refusal forked(int epoch) {
    return new Refusal(
        409,
        "forked",
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of((long) epoch),
        Optional.empty());
  }

  private Hash linkAt(String device, int epoch, List<Hash> chain, long seq) {
    Hash link = Chain.start(device, epoch, digests);
    for (int i = 0; i < seq; i++) {
      link = Chain.link(link, i + 1, chain.get(i), digests);
    }
    return link;
  }

  private static boolean verify(String publicKey, String text, String signature) {
    try {
      PublicKey key =
          KeyFactory.getInstance("EC")
              .generatePublic(new X509EncodedKeySpec(Base64.getUrlDecoder().decode(publicKey)));
      Signature verifier = Signature.getInstance("SHA256withECDSA");
      verifier.initVerify(key);
      verifier.update(text.getBytes(StandardCharsets.UTF_8));
      return verifier.verify(Base64.getUrlDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException refused) {
      return false;
    }
  }
}
