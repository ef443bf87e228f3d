package org.siguard.spark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.siguard.base.UserMistake;

/**
 * Who may come in, and from where. Everything listens on this machine alone unless {@value #ADDRESS} names an address of it in a network;
 * and whoever comes in must know the secret, after which all is encrypted.
 */
final class Doors {
    static final String ADDRESS = "SPARK_LOCAL_IP";
    private static final String LOOPBACK = "127.0.0.1";
    private static final int CONNECT_MILLIS = 5_000;
    private static final int LAST_PORT = 65_535;
    private static final String SCHEME = "spark://";
    private static final Pattern STANDALONE = Pattern.compile(SCHEME + "[^:/,]+:\\d{1,5}(,[^:/,]+:\\d{1,5})*");

    private Doors() {
    }

    /** The address that this process listens on. */
    static String address() {
        String named = System.getenv(ADDRESS);
        return named == null || named.isBlank() ? LOOPBACK : named.strip();
    }

    /** Settings that every process of a cluster needs alike. */
    static Map<String, String> settings(String secret) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("spark.authenticate", "true");
        settings.put("spark.authenticate.secret", secret);
        settings.put("spark.network.crypto.enabled", "true");
        settings.put("spark.network.crypto.authEngineVersion", "2");
        settings.put("spark.network.crypto.saslFallback", "false");
        settings.put("spark.ui.enabled", "false");
        settings.put("spark.master.rest.enabled", "false");
        return settings;
    }

    /** The masters that an address names. */
    static List<InetSocketAddress> masters(String where) {
        if (!STANDALONE.matcher(where).matches()) {
            throw new UserMistake(
                    where + ": is no address of a cluster; give spark://host:7077, or for a sweep local[2]: Spark in this process, "
                            + "with two trials at once.");
        }
        return Arrays.stream(where.substring(SCHEME.length()).split(",")).map(master -> {
            int colon = master.lastIndexOf(':');
            int port = Integer.parseInt(master.substring(colon + 1));
            if (port < 1 || port > LAST_PORT) {
                throw new UserMistake(where + ": " + port + " is no port; a master's is 7077 unless it was told another.");
            }
            InetSocketAddress address = new InetSocketAddress(master.substring(0, colon), port);
            if (address.isUnresolved()) {
                throw new UserMistake(where + ": no machine is known by the name " + master.substring(0, colon)
                        + "; check it, or give its address.");
            }
            return address;
        }).toList();
    }

    /** A mistake where nobody listens at a master's address, or where it could not reach this machine. */
    static void requireReachable(List<InetSocketAddress> masters) {
        List<String> silent = new ArrayList<>();
        for (InetSocketAddress master : masters) {
            if (!master.getAddress().isLoopbackAddress() && loopback(address())) {
                throw new UserMistake(
                        "The cluster at " + master.getHostString() + " must be able to reach this machine, which listens to itself "
                                + "only: name its address in that network, " + ADDRESS + "=" + own() + " ./siguard …");
            }
            try (Socket socket = new Socket()) {
                socket.connect(master, CONNECT_MILLIS);
                return;
            } catch (IOException e) {
                silent.add("spark://" + master.getHostString() + ":" + master.getPort() + " (" + e.getMessage() + ")");
            }
        }
        throw new UserMistake(
                "No master of a cluster listens at " + String.join(", ", silent) + ": start it there (./siguard cluster master), "
                        + "or check the address.");
    }

    static boolean loopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new UserMistake(ADDRESS + ": " + address + " is no address of this machine; one is " + own() + ".", e);
        }
    }

    /** This machine's addresses in networks, for a person to pick from. */
    static String own() {
        try {
            String all = NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress()).map(InetAddress::getHostAddress)
                    .collect(Collectors.joining(" or "));
            return all.isEmpty() ? "10.0.0.5" : all;
        } catch (SocketException e) {
            return "10.0.0.5";
        }
    }
}
