import AirworthyTesting
import Foundation
import Testing
import Trust

/// A file is what it is, however its path is written and wherever the command works.
@Suite("Paths on the command line")
struct GivenPathsTests {
    private let directory: TemporaryDirectory
    /// Accepted for any file, and for files below `db` besides only with `strong`.
    private let weak: PrivateKey

    init() throws {
        directory = try TemporaryDirectory()
        weak = try PrivateKey.generate(.p256)
        let strong = try PrivateKey.generate(.p256)
        try directory.write("apiVersion: airworthy/v1\n", to: "p/airworthy.yaml")
        try directory.write(weak.publicKey.pem, to: "p/Keys/weak.pub.pem")
        try directory.write(strong.publicKey.pem, to: "p/Keys/strong.pub.pem")
        try directory.write(
            """
            apiVersion: airworthy/v1
            kind: TrustPolicy
            epoch: 1
            keys: [{id: weak, file: weak.pub.pem}, {id: strong, file: strong.pub.pem}]
            rules:
              - {id: any, blobs: ["**"], require: {anyOf: [weak]}}
              - {id: db, blobs: ["db/**"], require: {anyOf: [strong]}}
            """, to: "p/Keys/trust.yaml")
        for path in ["p/db/1.sql", "p/app.tar"] { try sign("content of \(path)", at: path) }
    }

    private func sign(_ text: String, at path: String) throws {
        let bytes = Array(text.utf8)
        let signature = try weak.sign(bytes)
        try directory.write(text, to: path)
        try directory.write(signature, to: "\(path).sig")
        let digest = Base64.encode(Digest.of(bytes).bytes)
        try directory.write(
            "{\"mediaType\":\"application/vnd.dev.sigstore.bundle.v0.3+json\",\"verificationMaterial\":{\"publicKey\":"
                + "{\"hint\":\"weak\"}},\"messageSignature\":{\"messageDigest\":{\"algorithm\":\"SHA2_256\",\"digest\":"
                + "\"\(digest)\"},\"signature\":\"\(Base64.encode(signature))\"}}", to: "\(path).json")
    }

    private func verify(_ words: String..., in place: String = "p") async throws -> Program.Result {
        try await Storefront.airworthy.run(["verify"] + words, in: directory.path(place))
    }

    @Test("every rule that covers a file must hold, however its path is written")
    func spellings() async throws {
        let whole = directory.path("p/db/1.sql")
        try FileManager.default.createSymbolicLink(
            atPath: directory.path("link"), withDestinationPath: directory.path("p"))
        let places = [
            ("db/1.sql", "p"), ("./db/1.sql", "p"), ("db//1.sql", "p"), (whole, "p"), ("1.sql", "p/db"),
            ("../db/1.sql", "p/db"), (directory.path("link/db/1.sql"), "p"), ("db/1.sql", "link"),
        ]
        for (path, place) in places {
            let blob = try await verify("blob", path, in: place)
            #expect(blob.status == 1 && "\(blob)".contains("untrusted-signer"), "\(path) in \(place): \(blob)")
            let bundle = try await verify("bundle", path, "-b", directory.path("p/db/1.sql.json"), in: place)
            #expect(bundle.status == 1 && !"\(bundle)".contains("✔"), "\(path) in \(place): \(bundle)")
        }
        #expect(try await verify("blob", "app.tar").status == 0)
        #expect(try await verify("bundle", "app.tar", "-b", "app.tar.json").status == 0)
        let check = try await Storefront.airworthy.run(["check", "blob-signature", whole], in: directory.path("p"))
        #expect(check.status == 1 && "\(check)".contains("untrusted-signer"), "\(check)")
    }

    @Test("what is named below the root is not another file of that name at the root")
    func below() async throws {
        try directory.write("nobody signed this", to: "p/sub/app.tar")
        let below = try await verify("blob", "app.tar", in: "p/sub")
        #expect(below.status == 1 && "\(below)".contains("no-signature"), "\(below)")
        let key = try await verify("blob", "app.tar", "--key", "../Keys/weak.pub.pem", in: "p/sub")
        #expect(key.status == 1, "\(key)")
        let up = try await verify("blob", "../app.tar", in: "p/sub")
        #expect(up.status == 0, "\(up)")
        let named = try await Storefront.airworthy.run(
            ["verify", "blob", "sub/app.tar", "-C", "p"], in: directory.path(""))
        #expect(named.status == 1, "\(named)")
        let release = try await Storefront.airworthy.run(["lint", "trust.yaml"], in: directory.path("p/Keys"))
        #expect(release.status == 0, "\(release)")
    }

    @Test("a digest lies at no path, and is judged only by whom the command names")
    func digests() async throws {
        let digest = "\(Digest.of(Array("content of p/db/1.sql".utf8)))"
        let refused = try await verify("bundle", digest, "-b", "db/1.sql.json")
        #expect(refused.status == 2 && refused.errors.contains("[no-path]"), "\(refused)")
        let named = try await verify("bundle", digest, "-b", "db/1.sql.json", "--key", "Keys/weak.pub.pem")
        #expect(named.status == 0, "\(named)")
    }

    @Test("options that would not be heard are refused")
    func unheard() async throws {
        let root = try await verify("blob", "app.tar", "--trusted-root", "/nowhere")
        #expect(root.status == 2 && root.errors.contains("--trusted-root"), "\(root)")
        let both = try await verify("blob", "app.tar", "--key", "Keys/weak.pub.pem", "-p", "/nowhere")
        #expect(both.status == 2 && both.errors.contains("[two-policies]"), "\(both)")
        let twice = try await Storefront.airworthy.run(
            ["check", "blob-signature", "app.tar", "--with", "rule=any", "--with", "rule=nonexistent"],
            in: directory.path("p"))
        #expect(twice.status == 2 && twice.errors.contains("[bad-argument]"), "\(twice)")
    }

    @Test("a key is not revoked as of a day that is still to come")
    func revokedLater() async throws {
        let words = ["keys", "revoke", "weak", "--reason", "stolen"]
        let later = try await Storefront.airworthy.run(
            words + ["--at", "2999-01-01T00:00:00Z"], in: directory.path("p"))
        #expect(later.status == 2 && later.errors.contains("[not-yet]"), "\(later)")
        #expect(try await verify("blob", "app.tar").status == 0)
        #expect(try await Storefront.airworthy.run(words, in: directory.path("p")).status == 0)
        #expect(try await verify("blob", "app.tar").status == 1)
    }

    @Test("where one half of a pair has its name already, neither is written")
    func halfPair() async throws {
        for taken in ["a.pub.pem", "b.key.pem"] {
            try directory.write("kept", to: "p/\(taken)")
            let name = String(taken.prefix(1))
            let made = try await Storefront.airworthy.run(
                ["keys", "generate", name, "--unencrypted"], in: directory.path("p"))
            #expect(made.status == 3 && made.errors.contains("[file-exists]"), "\(made)")
            let files = try FileManager.default.contentsOfDirectory(atPath: directory.path("p"))
            #expect(files.filter { $0.hasPrefix("\(name).") } == [taken])
        }
    }
}
