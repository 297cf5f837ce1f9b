import Airworthy
import AirworthyLive
import Trust

/// Attaches what a run claims to the images it is about. The verdict has been signed and remembered by then: nothing that
/// happens here changes it.
struct Publishing {
    let workspace: Workspace
    let release: Release
    let claims: [SignedClaim]
    let key: PublicKey
    let cache: ImageCache

    /// Most images published at once.
    private static let width = 8

    /// Every image gets every statement that names it.
    /// - Returns: one diagnostic for each image that lacks its statements.
    func publish() async -> [Diagnostic] {
        let places: ImagePlaces
        do {
            places = try await workspace.places()
        } catch {
            return [Self.diagnostic(error, "the images")]
        }
        let failures = await withTaskGroup(of: Diagnostic?.self) { group in
            var failures: [Diagnostic] = []
            for (index, service) in release.services.enumerated() {
                if index >= Self.width, let failure = await group.next() { failures += [failure].compactMap(\.self) }
                group.addTask { await publish(service, in: places) }
            }
            for await failure in group { failures += [failure].compactMap(\.self) }
            return failures.sorted { $0.message < $1.message }
        }
        // What is kept of these images was true before, and would hide what is there now.
        for service in release.services { if let digest = service.image.digest { cache.forget(digest) } }
        cache.save()
        return failures
    }

    private func publish(_ service: Service, in places: ImagePlaces) async -> Diagnostic? {
        do {
            let publisher = BundlePublisher(places.place(of: service.image))
            let subject = try await publisher.subject()
            var referrers: [BundleReferrer] = []
            for claim in claims {
                let statement = try Statement(payload: claim.envelope.payload, name: claim.name)
                guard statement.names(subject.digest) else { continue }
                referrers.append(try BundleReferrer(claim.bundleLine(key), about: subject))
            }
            _ = try await publisher.publish(referrers, about: subject.digest)
            return nil
        } catch {
            return Self.diagnostic(error, "`\(service.name)`")
        }
    }

    /// The outcome is named `not-published`; why stands in its notes.
    private static func diagnostic(_ error: any Error, _ what: String) -> Diagnostic {
        let cause: Diagnostic? =
            switch error {
            case let obstacle as Obstacle: obstacle.diagnostic
            case let diagnostic as Diagnostic: diagnostic
            case let error as InputError: error.diagnostics.first
            default: nil
            }
        return Diagnostic(
            "not-published", "the statements about \(what) were signed and are not published", at: cause?.location,
            remedy: cause?.remedy ?? "attach them with `airworthy attach`",
            notes: [cause?.description ?? "\(error)", "attach them later with `airworthy attach`"]
                + (cause?.notes ?? []))
    }
}
