import AirworthyTesting
import Foundation
import Testing
import Trust

/// Both cosigns with the older files of `sign-blob`, whose trust comes from the environment, a file a key.
enum LegacyVerifier {
    static func judge(_ specimen: SigstoreSpecimen, by oracle: SigstoreOracle) async throws -> Program.Result {
        let directory = try TemporaryDirectory()
        let root = try JSONDocument(specimen.trustedRoot, name: "trusted root").root
        let logKey = try key(root["tlogs"]?[0])
        let ctLogKey = try key(root["ctlogs"]?[0])
        let authority = try certificates(root["certificateAuthorities"]?[0])
        let timestamps = try certificates(root["timestampAuthorities"]?[0])
        var cosign = oracle == .cosign2 ? Peers.cosign2 : Peers.cosign3
        cosign.environment = [
            "SIGSTORE_ROOT_FILE": try directory.write(authority, to: "fulcio.pem"),
            "SIGSTORE_REKOR_PUBLIC_KEY": try directory.write(logKey, to: "rekor.pem"),
            "SIGSTORE_CT_LOG_PUBLIC_KEY_FILE": try directory.write(ctLogKey, to: "ctlog.pem"),
        ]
        var arguments =
            [
                "verify-blob", "--bundle",
                try directory.write(specimen.legacy.blobBundle.canonicalBytes(), to: "blob.bundle"),
            ] + specimen.identityOptions()
        if let timestamp = specimen.legacy.timestamp {
            arguments += [
                "--use-signed-timestamps", "--rfc3161-timestamp",
                try directory.write(timestamp.canonicalBytes(), to: "timestamp.json"),
                "--timestamp-certificate-chain", try directory.write(timestamps, to: "tsa.pem"),
            ]
        }
        return try await cosign.run(arguments + [try directory.write(specimen.artifact, to: "artifact")])
    }

    private static func key(_ log: JSONValue?) throws -> String {
        PEM.text("PUBLIC KEY", try bytes(log?["publicKey"]?["rawBytes"]))
    }

    private static func certificates(_ authority: JSONValue?) throws -> String {
        try (authority?["certChain"]?["certificates"]?.elements ?? [])
            .map { PEM.text("CERTIFICATE", try bytes($0["rawBytes"])) }.joined()
    }

    private static func bytes(_ value: JSONValue?) throws -> [UInt8] {
        try #require(value?.string.flatMap { Base64.decode($0) })
    }
}
