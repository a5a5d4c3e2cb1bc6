package uk.seenheard.api.ground.refusal;

import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.review.Ruling;

/**
 * Why something that was asked is not done. Says what was wrong, where, and what to do; holds no
 * personal data. Below the doors a refusal is a value; {@link #raised} carries it through code that
 * returns something else, and one place in {@code ground/http} makes an answer of it.
 */
public sealed interface Refusal {

  /** What stands in the way and what to do, in plain words. */
  String sentence();

  /** This refusal, to throw or to fail a future with. */
  default Refused raised() {
    return new Refused(this);
  }

  /** Whatever it is, one of the cases takes it. */
  <T> T fold(Cases<T> cases);

  /**
   * What becomes of each kind.
   *
   * @param <T> what is made of a refusal
   */
  interface Cases<T> {
    /** A member of what was asked is not as it has to be. */
    T malformed(Malformed refusal);

    /** Nobody has proved who they are. */
    T unproven(Unproven refusal);

    /** Somebody is known, and may not. */
    T forbidden(Forbidden refusal);

    /** There is no such thing, or it is not for this person's eyes. */
    T notFound(NotFound refusal);

    /** Things do not stand so that it could be done. */
    T notNow(NotNow refusal);

    /** Things are not as they were looked at. */
    T moved(Moved refusal);

    /** The review rules say no. */
    T ruled(Ruled refusal);

    /** A place in a feed that the feed does not have. */
    T cursor(CursorRefused refusal);

    /** Not yet, or too much at once: the same can be asked again. */
    T later(Later refusal);
  }

  /** A member of what was asked, and what it has to be. */
  record Malformed(String field, String reason) implements Refusal {
    @Override
    public String sentence() {
      return field + ' ' + reason;
    }

    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.malformed(this);
    }
  }

  /** What was to prove who speaks. */
  enum Proof {
    /** A login. */
    LOGIN,
    /** A device's enrolment. */
    ENROLMENT,
    /** A shift pass. */
    PASS,
    /** A signature by the device's key. */
    SIGNATURE
  }

  /**
   * A proof that does not hold.
   *
   * @param reason the word that clients act on, where there is one
   */
  record Unproven(Proof proof, Optional<String> reason, String sentence) implements Refusal {
    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.unproven(this);
    }
  }

  /** Something that this person may not do. */
  record Forbidden(String sentence) implements Refusal {
    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.forbidden(this);
    }
  }

  /**
   * Something that is not there for this person.
   *
   * @param what with its article, such as {@code The incident}
   */
  record NotFound(String what) implements Refusal {
    @Override
    public String sentence() {
      return what + " does not exist, or is not within your scope";
    }

    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.notFound(this);
    }
  }

  /** Something that could be done at another time. */
  record NotNow(String sentence) implements Refusal {
    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.notNow(this);
    }
  }

  /**
   * An incident that somebody wrote in since it was looked at.
   *
   * @param frontier what it stands at now
   * @param news who wrote what kind of thing where; never what they wrote
   */
  record Moved(Hash frontier, List<Json> news) implements Refusal {
    /** Copies the list. */
    public Moved {
      news = List.copyOf(news);
    }

    @Override
    public String sentence() {
      return "frontier is not what the incident stands at now: somebody wrote in it. Look at what"
          + " is new, then decide again.";
    }

    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.moved(this);
    }
  }

  /** A decision that the review rules do not allow. */
  record Ruled(Ruling.Refused ruling) implements Refusal {
    @Override
    public String sentence() {
      return ruling.sentence();
    }

    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.ruled(this);
    }
  }

  /**
   * A cursor of another feed, or of another life of the log.
   *
   * @param field what the place was sent as
   * @param title the refusal in a few words
   */
  record CursorRefused(String field, String title, String sentence) implements Refusal {
    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.cursor(this);
    }
  }

  /**
   * Something to ask again.
   *
   * @param busy whether it is too much at once; else the server is not ready
   * @param seconds after how many
   */
  record Later(boolean busy, String sentence, int seconds) implements Refusal {
    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.later(this);
    }
  }

  /** Too much at once; again after so many seconds. */
  static Refusal busy(String sentence, int seconds) {
    return new Later(true, sentence, seconds);
  }

  /** Not ready; again after so many seconds. */
  static Refusal notReady(String sentence, int seconds) {
    return new Later(false, sentence, seconds);
  }
}
