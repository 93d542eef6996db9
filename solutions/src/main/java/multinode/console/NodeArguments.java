package multinode.console;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import multinode.node.Cookie;
import multinode.node.NodeOptions;
import multinode.process.NodeName;
import multinode.wire.Allowlist;
import multinode.wire.Tls;

/**
 * What a node was started with.
 *
 * @param options how the node is to be
 * @param connect to whom it connects at once
 * @param mode what it does when it is up
 * @param rehearse whether to rehearse connecting, see {@link multinode.node.Rehearsal}
 * @param features what rooms above make of their own options
 */
record NodeArguments(
    NodeOptions options,
    List<NodeName> connect,
    Mode mode,
    boolean rehearse,
    List<Feature> features) {

  private static final String HELP =
      """
      usage: node [NAME] [options]

        NAME                 a, which is a@127.0.0.1, or name@host; without it the node is alone
        --cookie TEXT        the secret shared with its peers (default: ~/.multinode.cookie)
        --connect NAME       connect to this node at once; may be repeated
        --own-address        a name without a host is at this machine's address, not 127.0.0.1
        --port N             listen here (default: any free port)
        --advertise N        tell peers this port instead, behind a proxy
        --mapper-port N      where the host's port mapper listens (default: 4370)
        --tick MS            look after connections this often; silence for 4 is the end (1000)
        --pair               connect only to those asked for, not to all they know
        --no-spawn           run no functions of other nodes; calls are answered all the same
        --tls DIR            encrypt all links; DIR has node.p12, trusted.p12 and password
        --allow CLASSES      let in messages of this class, or package ending in a dot
        --headless           no console; tells who is connected, and ends with its input
        --stay               the same, but stays until it is killed
        --rehearse           connect some hidden nodes first, so that it is fast when it matters
        --help               this
      """;

  private static final String LOOPBACK = "127.0.0.1";

  /** What there is to say. */
  static String help() {
    return HELP + Feature.all().stream().map(Feature::help).collect(joining());
  }

  /** What a node does when it is up. */
  enum Mode {
    CONSOLE,
    HEADLESS,
    STAY
  }

  /**
   * Reads the arguments of {@link NodeMain}.
   *
   * @throws IllegalArgumentException saying which argument is wrong, and how
   * @throws IOException when the cookie file cannot be read or made, or there is no own address
   */
  static NodeArguments parse(String... args) throws IOException {
    String host = List.of(args).contains("--own-address") ? OwnAddress.find() : LOOPBACK;
    List<NodeName> connect = new ArrayList<>();
    Mode mode = Mode.CONSOLE;
    boolean rehearse = false;
    List<Feature> features = Feature.all();
    Optional<NodeName> name = Optional.empty();
    Optional<Cookie> cookie = Optional.empty();
    NodeOptions options = NodeOptions.unnamed();
    Iterator<String> rest = words(args).iterator();
    while (rest.hasNext()) {
      String word = rest.next();
      switch (word) {
        case "--cookie" -> cookie = Optional.of(Cookie.of(value(word, rest)));
        case "--connect" -> connect.add(name(value(word, rest), host));
        case "--port" -> options = options.withPort(number(word, rest, 65535));
        case "--advertise" -> options = options.withAdvertisedPort(number(word, rest, 65535));
        case "--mapper-port" -> options = options.withMapperPort(number(word, rest, 65535));
        case "--tick" ->
            options = options.withTick(Duration.ofMillis(number(word, rest, 3_600_000)));
        case "--pair" -> options = options.withConnectAll(false);
        case "--no-spawn" -> options = options.withRemoteSpawn(false);
        case "--tls" -> options = options.withTls(Tls.of(Path.of(value(word, rest))));
        case "--allow" -> {
          Allowlist more = options.allowlist().and(value(word, rest));
          options = options.withAllowlist(more);
        }
        case "--headless" -> mode = Mode.HEADLESS;
        case "--stay" -> mode = Mode.STAY;
        case "--own-address" -> {} // Looked for above: it holds for names before it too.
        case "--rehearse" -> rehearse = true;
        default -> {
          if (features.stream().anyMatch(feature -> feature.takes(word, rest))) continue;
          if (word.startsWith("-") || name.isPresent()) {
            throw new IllegalArgumentException("what is \"%s\"? see --help".formatted(word));
          }
          name = Optional.of(name(word, host));
        }
      }
    }
    if (name.isPresent()) {
      Cookie shared = cookie.isPresent() ? cookie.get() : CookieFile.ofUser().read();
      options = options.withIdentity(name.get(), shared);
    }
    for (Feature feature : features) feature.check(options);
    for (Feature feature : features) options = feature.change(options);
    return new NodeArguments(options, connect, mode, rehearse, features);
  }

  /** The words of a command line; {@code --tick=100} is two. */
  private static List<String> words(String... args) {
    return Arrays.stream(args)
        .flatMap(
            arg -> Arrays.stream(arg.startsWith("--") ? arg.split("=", 2) : new String[] {arg}))
        .toList();
  }

  /** A name as it is typed: without a host it is on this one. */
  static NodeName name(String text) {
    return name(text, LOOPBACK);
  }

  private static NodeName name(String text, String host) {
    return NodeName.parse(text.contains("@") ? text : text + "@" + host);
  }

  /** The value that follows an option. */
  static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) throw new IllegalArgumentException(option + " needs a value; see --help");
    return rest.next();
  }

  private static int number(String option, Iterator<String> rest, int most) {
    String text = value(option, rest);
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= most) return number;
    } catch (NumberFormatException e) {
      // Refused below.
    }
    throw new IllegalArgumentException(
        "%s needs a number from 1 to %d, not \"%s\"".formatted(option, most, text));
  }
}
