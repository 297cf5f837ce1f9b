import Airworthy
import AirworthyLive
import AirworthyTesting
import Foundation
import Testing
import Trust

/// What is thrown at our client must itself be right: a double that is wrong tests nothing.
@Suite("the virtual registry, as it should be", .timeLimit(.minutes(10)))
struct VirtualRegistryTests {
    static let blob = Array("a blob of some length".utf8)
    static let digest = Digest.of(blob)

    private func images(_ registry: VirtualRegistry, password: String? = nil) throws -> RegistryImages {
        let auth = password.map { Base64.encode(Array("alice:\($0)".utf8)) }
        let text = auth.map { #"{"auths":{"\#(registry.authority)":{"auth":"\#($0)"}}}"# } ?? "{}"
        return RegistryImages(
            registries: [registry.authority: RegistrySettings(plainHTTP: true)],
            docker: try DockerConfig(Array(text.utf8), name: "config.json"))
    }

    @Test("tags, manifests and blobs are found, and absence is a 404")
    func reading() async throws {
        let registry = try VirtualRegistry()
        let (images, repository) = (try images(registry), registry.repository("acme/manifests/app"))
        let image = registry.pushImage(to: repository, tag: "v1")
        #expect(try await images.resolve(tag: "v1", in: repository) == image.digest)
        #expect(try await images.resolve(tag: "v2", in: repository) == nil)
        let raw = try #require(try await images.manifest(image.digest, in: repository, limit: 4 << 20))
        #expect(Digest.of(raw.bytes) == image.digest)
        #expect(raw.mediaType == MediaType.imageManifest)
        let blob = registry.push(blob: Self.blob, to: repository)
        #expect(try await images.blob(blob, in: repository, limit: 100) == Self.blob)
        #expect(try await images.blob(image.digest, in: repository, limit: 100) == nil)
        #expect(registry.count(.manifest) == 3 && registry.count(.manifest, "HEAD") == 0)
        #expect(registry.count(.blob) == 2)
        #expect(registry.exchanges.map(\.status) == [200, 404, 200, 200, 404])
        let head = try LoopbackAnswer("HEAD", "/v2/\(repository.path)/manifests/v1", of: registry.authority)
        #expect(head.status == 200 && head.body.isEmpty && head["content-length"] == "\(image.size)")
        #expect(head["docker-content-digest"] == "\(image.digest)")
        // One client, one connection.
        #expect(Set(registry.exchanges.map(\.request.connection)) == [1, 2])
    }

    @Test(
        "referrers are listed by the API on as many pages as it takes, or at the fallback tag",
        arguments: [true, false])
    func referrers(api: Bool) async throws {
        let registry = try VirtualRegistry(
            .with {
                $0.listsReferrers = api
                $0.pageSize = 2
            })
        let (images, repository) = (try images(registry), registry.repository("acme/app"))
        let image = registry.pushImage(to: repository)
        let attached = (0..<5).map {
            registry.attach([$0], mediaType: "text/plain", to: image, in: repository).digest
        }
        #expect(try await images.referrers(of: image.digest, in: repository, limit: 10) == attached)
        #expect(registry.count(.referrers) == (api ? 3 : 1))
        #expect(registry.count(.manifest) == (api ? 0 : 1))
        #expect(try await images.referrers(of: Self.digest, in: repository, limit: 10).isEmpty)
    }

    @Test("the API filters by artifact type where it can, and says so")
    func filter() throws {
        for filters in [true, false] {
            let registry = try VirtualRegistry(.with { $0.filtersReferrers = filters })
            let repository = registry.repository("acme/app")
            let image = registry.pushImage(to: repository)
            for type in ["text/plain", "text/x-one"] {
                registry.attach([1], mediaType: "text/plain", artifactType: type, to: image, in: repository)
            }
            let path = "/v2/acme/app/referrers/\(image.digest)?artifactType=text%2Fx-one"
            let answer = try LoopbackAnswer("GET", path, of: registry.authority)
            #expect(answer["oci-filters-applied"] == (filters ? "artifactType" : nil))
            #expect(answer["content-type"] == MediaType.imageIndex)
            let listed = String(decoding: answer.body, as: UTF8.self).components(separatedBy: "\"digest\"").count - 1
            #expect(listed == (filters ? 1 : 2))
        }
    }

    @Test("a password, or a token for it, opens the registry", arguments: ["secret", "wrong", nil])
    func access(password: String?) async throws {
        let kinds = [
            RegistryAccess.basic(user: "alice", password: "secret"),
            .token(user: "alice", password: "secret", anonymousPull: false),
        ]
        for access in kinds {
            let registry = try VirtualRegistry(.with { $0.access = access })
            let (images, repository) = (try images(registry, password: password), registry.repository("acme/app"))
            registry.push(blob: Self.blob, to: repository)
            if password == "secret" {
                #expect(try await images.blob(Self.digest, in: repository, limit: 100) == Self.blob)
            } else {
                let code = await obstacleCode { try await images.blob(Self.digest, in: repository, limit: 100) }
                #expect(code == "registry-unauthorized")
                #expect(!registry.exchanges.contains { $0.status == 200 })
            }
        }
    }

    @Test("tokens are for what they were asked for, and worthless once revoked")
    func tokens() async throws {
        let registry = try VirtualRegistry(
            .with { $0.access = .token(user: "alice", password: "secret", anonymousPull: true) })
        let (images, repository) = (try images(registry), registry.repository("acme/app"))
        registry.push(blob: Self.blob, to: repository)
        #expect(try await images.blob(Self.digest, in: repository, limit: 100) == Self.blob)
        #expect(registry.count(.token) == 1)
        let token = try #require(registry.exchanges.last?.request["authorization"])
        // A token to pull does not push, and one for this repository opens no other.
        #expect(
            try LoopbackAnswer("POST", "/v2/acme/app/blobs/uploads/", ["Authorization": token], of: registry.authority)
                .status == 401)
        #expect(
            try LoopbackAnswer("GET", "/v2/acme/b/tags/list", ["Authorization": token], of: registry.authority).status
                == 401)
        #expect(
            try LoopbackAnswer("GET", "/v2/acme/app/tags/list", ["Authorization": token], of: registry.authority).status
                == 200)
        registry.revokeTokens()
        #expect(try await images.blob(Self.digest, in: repository, limit: 100) == Self.blob)
        #expect(registry.count(.token) == 2)
        // Nobody without a password gets one to push with; a password or an identity token does.
        let scope = "scope=repository:acme/app:pull,push"
        #expect(
            try LoopbackAnswer("GET", "/token?scope=repository:acme/app:push", of: registry.authority).status == 401)
        for form in [
            "grant_type=refresh_token&refresh_token=\(registry.identityToken ?? "")&\(scope)",
            "grant_type=password&username=alice&password=secret&\(scope)",
        ] {
            #expect(try LoopbackAnswer("POST", "/token", body: Array(form.utf8), of: registry.authority).status == 200)
        }
        let wrong = "grant_type=password&username=alice&password=no&\(scope)"
        #expect(try LoopbackAnswer("POST", "/token", body: Array(wrong.utf8), of: registry.authority).status == 401)
    }

    @Test(
        "a part of a blob is served as such",
        arguments: [
            ("bytes=2-5", 206, "blob", "bytes 2-5/21"), ("bytes=17-", 206, "ngth", "bytes 17-20/21"),
            ("bytes=-3", 206, "gth", "bytes 18-20/21"), ("bytes=19-99", 206, "th", "bytes 19-20/21"),
            ("bytes=21-", 416, nil, "bytes */21"), ("bytes=5-2", 200, "a blob of some length", nil),
        ] as [(String, Int, String?, String?)])
    func ranges(range: String, status: Int, body: String?, described: String?) throws {
        let registry = try VirtualRegistry()
        registry.push(blob: Self.blob, to: registry.repository("acme/app"))
        let answer = try LoopbackAnswer(
            "GET", "/v2/acme/app/blobs/\(Self.digest)", ["Range": range], of: registry.authority)
        #expect(answer.status == status)
        #expect(answer["content-range"] == described)
        if let body { #expect(answer.body == Array(body.utf8)) }
    }

    @Test("tags are listed in order, a page at a time")
    func tags() throws {
        let registry = try VirtualRegistry(.with { $0.pageSize = 2 })
        for tag in ["c", "a", "b"] { registry.pushImage(to: registry.repository("acme/app"), tag: tag) }
        let first = try LoopbackAnswer("GET", "/v2/acme/app/tags/list", of: registry.authority)
        #expect(first.body == Array(#"{"name":"acme/app","tags":["a","b"]}"#.utf8))
        #expect(first["link"] == #"</v2/acme/app/tags/list?n=2&last=b>; rel="next""#)
        let second = try LoopbackAnswer("GET", "/v2/acme/app/tags/list?n=2&last=b", of: registry.authority)
        #expect(second.body == Array(#"{"name":"acme/app","tags":["c"]}"#.utf8))
        #expect(second["link"] == nil)
        #expect(try LoopbackAnswer("GET", "/v2/acme/none/tags/list", of: registry.authority).status == 404)
    }
}
