import AirworthyTesting
import Foundation
import Testing
import Trust

/// sigstore-python, started once: starting costs a hundred times what a verification does.
enum PythonVerifier {
    static func judge(_ files: [SpecimenFiles]) async throws -> [SigstoreOracle.Answer] {
        let directory = try TemporaryDirectory()
        let script = try directory.write(script, to: "judge.py")
        let list = try directory.write(
            JSON.array(
                files.map {
                    .members([
                        "bundle": .string($0.bundle), "root": .string($0.trustedRoot),
                        "artifact": .string($0.artifact), "identity": .string($0.specimen.expectedSubject),
                        "issuer": .string($0.specimen.expectedIssuer),
                        "key": $0.publicKey.map { .string($0) },
                    ])
                }
            ).canonicalBytes(), to: "list.json")
        let result = try await Peers.sigstorePython.run(script, list)
        let lines = result.output.split(separator: "\n")
        try #require(lines.count == files.count, "\(result)")
        return lines.map { line in
            .init(isAccepted: line == "accepted", reason: String(line))
        }
    }

    /// What `sigstore verify identity --offline` does, for a list. It has no way to name a key, so a bundle without a
    /// certificate is refused.
    private static let script = """
        import json, logging, pathlib, sys
        logging.disable(logging.CRITICAL)
        from sigstore._cli import _verify_common
        from sigstore.hashes import Hashed
        from sigstore._utils import sha256_digest
        from sigstore.models import Bundle, TrustedRoot
        from sigstore.verify import Verifier, policy
        for case in json.load(open(sys.argv[1])):
            try:
                verifier = Verifier(trusted_root=TrustedRoot.from_file(case["root"]))
                bundle = Bundle.from_json(pathlib.Path(case["bundle"]).read_bytes())
                wanted = policy.Identity(identity=case["identity"], issuer=case["issuer"])
                with open(case["artifact"], "rb") as artifact:
                    _verify_common(verifier, sha256_digest(artifact), bundle, wanted)
                print("accepted")
            except RecursionError as error:
                print("too deep")
            except Exception as error:
                print(type(error).__name__, str(error).replace("\\n", " ")[:300])
        """
}
