package multinode.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * TLS 1.3 on the sockets between nodes: both sides show a certificate, and neither talks to one
 * that it does not trust. Who is who is still for the handshake above it to find out.
 *
 * <p>Everything is in one folder: {@code node.p12} with the node's key and certificate, {@code
 * trusted.p12} with the certificates that it trusts, or of those who sign them, and {@code
 * password}, a text file that opens both.
 */
public final class Tls {

  private static final String VERSION = "TLSv1.3";
  private static final String OWN = "node.p12";
  private static final String TRUSTED = "trusted.p12";
  private static final String PASSWORD = "password";

  private final SSLContext context;

  private Tls(SSLContext context) {
    this.context = context;
  }

  /**
   * Reads a folder.
   *
   * @throws IOException when one of the files is missing or cannot be opened, or the certificate
   *     has expired
   */
  public static Tls of(Path folder) throws IOException {
    char[] password = read(folder.resolve(PASSWORD)).strip().toCharArray();
    try {
      KeyStore own = store(folder.resolve(OWN), password);
      checkOwn(folder.resolve(OWN), own);
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(own, password);
      TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
      trusted.init(store(folder.resolve(TRUSTED), password));
      SSLContext context = SSLContext.getInstance(VERSION);
      context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
      return new Tls(context);
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot use the keys in %s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private static String read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) throw missing(file);
    return Files.readString(file);
  }

  private static IOException missing(Path file) {
    return new IOException(
        "there is no %s; a folder for TLS has %s, %s and %s"
            .formatted(file, OWN, TRUSTED, PASSWORD));
  }

  private static KeyStore store(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    if (!Files.isRegularFile(file)) throw missing(file);
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password);
      return store;
    } catch (IOException e) {
      throw new IOException(
          "cannot open %s: %s; it must be PKCS12, with the password in %s"
              .formatted(file, e.getMessage(), file.resolveSibling(PASSWORD)),
          e);
    }
  }

  private static void checkOwn(Path file, KeyStore store)
      throws IOException, GeneralSecurityException {
    for (String alias : Collections.list(store.aliases())) {
      if (!store.isKeyEntry(alias)) continue;
      X509Certificate own = (X509Certificate) store.getCertificate(alias);
      try {
        own.checkValidity();
        return;
      } catch (CertificateExpiredException e) {
        throw new IOException(
            "the certificate in %s has expired on %tF; make another one"
                .formatted(file, own.getNotAfter()),
            e);
      }
    }
    throw new IOException("there is no key in %s; keytool -genkeypair makes one".formatted(file));
  }

  /**
   * Makes a called node's side of a plain socket secure. Blocks for at most the limit.
   *
   * @throws IOException when the two cannot agree, explained
   */
  public Socket accept(Socket plain, Duration limit) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(plain, InputStream.nullInputStream(), true);
    socket.setUseClientMode(false);
    socket.setNeedClientAuth(true);
    return agreed(socket, plain, limit);
  }

  /**
   * Makes a caller's side of a plain socket secure. Blocks for at most the limit.
   *
   * @throws IOException when the two cannot agree, explained
   */
  public Socket call(Socket plain, Duration limit) throws IOException {
    String host = plain.getInetAddress().getHostAddress();
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, host, plain.getPort(), true);
    socket.setUseClientMode(true);
    return agreed(socket, plain, limit);
  }

  private static Socket agreed(SSLSocket socket, Socket plain, Duration limit) throws IOException {
    Executor later =
        CompletableFuture.delayedExecutor(
            limit.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread);
    CompletableFuture<Void> tooLate = CompletableFuture.runAsync(() -> Sockets.close(plain), later);
    try {
      socket.setEnabledProtocols(new String[] {VERSION});
      socket.startHandshake();
      // A certificate that is itself among the trusted ones is not asked for its date by the JDK.
      ((X509Certificate) socket.getSession().getPeerCertificates()[0]).checkValidity();
      return socket;
    } catch (CertificateExpiredException | CertificateNotYetValidException e) {
      throw explained(new SSLException(e));
    } catch (IOException e) {
      if (tooLate.isDone()) throw new ProtocolException("it did not agree on TLS in time");
      throw explained(e);
    } finally {
      tooLate.cancel(false);
    }
  }

  /** An error of TLS, said so that a person knows what to do; any other as it is. */
  public static IOException explained(IOException e) {
    if (!(e instanceof SSLException)) return e;
    String why = reason(e);
    ProtocolException explained = new ProtocolException("TLS failed: " + why);
    explained.initCause(e);
    return explained;
  }

  private static String reason(IOException e) {
    if (isAbout(e, CertificateExpiredException.class)) {
      return "the other node's certificate has expired; make it another one";
    }
    if (isAbout(e, CertificateNotYetValidException.class)) {
      return "the other node's certificate is not valid yet; are both clocks right?";
    }
    if (isAbout(e, CertPathValidatorException.class)
        || isAbout(e, CertPathBuilderException.class)) {
      return "the other node's certificate is not trusted here; is it in " + TRUSTED + "?";
    }
    if (isAbout(e, EOFException.class)) {
      return "the other node closed the connection; it may have been started without --tls";
    }
    String message = String.valueOf(e.getMessage());
    if (message.contains("Unsupported or unrecognized SSL message")) {
      return "the other node does not speak it; start both with --tls, or both without";
    }
    if (message.contains("fatal alert")) {
      return "the other node refuses this node's certificate (" + message + ")";
    }
    return message;
  }

  private static boolean isAbout(Throwable e, Class<? extends Exception> type) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) return true;
    }
    return false;
  }
}
