package kyoten.host;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Path;
import javax.net.ssl.SSLException;

/**
 * How connections are secured. Both ends show a certificate, and each checks that the other's is signed by one it trusts;
 * who opens a connection also checks that the certificate is made out to the address it calls.
 *
 * @param certificates PEM file with the node's certificate, followed by those that lead up to a trusted one
 * @param privateKey PEM file with the certificate's key (PKCS #8, without a password)
 * @param trusted PEM file with the certificates that sign the cluster's
 */
public record Tls(Path certificates, Path privateKey, Path trusted) {

    /** @throws HostException if a file can't be used */
    SslContext forCalled() throws HostException {
        try {
            return SslContextBuilder.forServer(certificates.toFile(), privateKey.toFile())
                    .trustManager(trusted.toFile())
                    .clientAuth(ClientAuth.REQUIRE)
                    .build();
        } catch (SSLException | IllegalArgumentException e) {
            throw unusable(e);
        }
    }

    /** @throws HostException if a file can't be used */
    SslContext forCalling() throws HostException {
        try {
            return SslContextBuilder.forClient()
                    .keyManager(certificates.toFile(), privateKey.toFile())
                    .trustManager(trusted.toFile())
                    .build();
        } catch (SSLException | IllegalArgumentException e) {
            throw unusable(e);
        }
    }

    private HostException unusable(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new HostException(
                "cannot use the TLS files " + certificates + ", " + privateKey + ", " + trusted + ": " + cause, e);
    }
}
