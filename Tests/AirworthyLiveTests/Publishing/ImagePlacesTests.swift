import Airworthy
import AirworthyLive
import AirworthyTesting
import Testing
import Trust

@Suite("places by their names")
struct ImagePlacesTests {
    private static let digest = Digest.of([1])

    private static func places(
        _ registries: [String: RegistrySettings] = [:], layout: String? = nil, offline: Bool = false
    ) -> ImagePlaces {
        ImagePlaces(
            registries: registries, root: "/project", layout: layout, docker: DockerConfig(), offline: offline,
            spool: "/tmp")
    }

    @Test("a layout is named by its directory, with a tag, a digest, both or neither")
    func layouts() throws {
        let places = Self.places()
        for (text, tag, digest) in [
            ("oci:/images/acme/app", nil, nil), ("oci:/images/acme/app:3.0.1", "3.0.1", nil),
            ("oci:/images/acme/app@\(Self.digest)", nil, Self.digest),
            ("oci:/images/acme/app:v1@\(Self.digest)", "v1", Self.digest),
        ] as [(String, String?, Digest?)] {
            let reference = try places.place(text).reference
            #expect(reference.repository == "oci:/images/acme/app", "\(text)")
            #expect(reference.path == "app" && reference.tag == tag && reference.digest == digest, "\(text)")
        }
    }

    @Test(
        "what names no place is refused",
        arguments: [
            "oci:", "oci:/", "oci:/images/app:", "oci:/images/app:a tag", "oci:/images/app@sha256:1", "app:v1",
            "registry.example/App",
        ])
    func refused(text: String) {
        #expect(refusalCode { try Self.places().place(text) } == "image-reference")
    }

    @Test("nothing is sent to a registry that something stands in for")
    func standIns() async throws {
        let registries = ["registry.example": RegistrySettings(layout: "images")]
        let reference = try ImageReference("registry.example/acme/app:v1")
        // The directory is not there, which is an obstacle of a layout and not of a network.
        for places in [Self.places(registries), Self.places(layout: "/nonexistent", offline: true)] {
            let place = places.place(of: reference)
            let code = await obstacleCode { try await place.images.resolve(tag: "v1", in: place.reference) }
            #expect(code == "layout-missing")
        }
        let offline = Self.places(offline: true).place(of: reference)
        let code = await obstacleCode { try await offline.images.resolve(tag: "v1", in: offline.reference) }
        #expect(code == "offline")
    }
}
