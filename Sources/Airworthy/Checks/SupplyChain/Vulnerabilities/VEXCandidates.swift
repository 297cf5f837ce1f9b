import Trust

/// Statements found for one image: those that somebody made whom the trust policy names for them, and why the others
/// cover nothing.
struct VEXCandidates: Sendable {
    typealias Code = VulnerabilitiesCheck.Code

    private(set) var statements: [VEXStatement] = []
    private(set) var evidence: [Evidence] = []
    /// Of documents that the checklist names: these must be right.
    private(set) var faults: [Finding<Code>] = []
    /// Of documents that merely lie beside the image.
    private(set) var rejected: [Finding<Code>] = []
    /// Signed by whom the policy wants, and not to be read.
    private(set) var spoilt: [Finding<Code>] = []
    private(set) var obstacle: Obstacle?

    mutating func findAttached(to image: PinnedImage, _ predicates: [String], in context: CheckContext) async {
        let verifier = AttestationVerifier(types: predicates, trust: context.trust, instant: context.instant)
        let candidates = await AttestationCandidates.attached(
            to: image.digest, with: ImageReader(context.world.images, repository: image.reference),
            verifier: verifier, limit: VEXReader.byteLimit / 3 * 4 + (1 << 20)
        ) { layer, artifact in
            VulnerabilityPredicate.isStatement(mediaType: layer)
                || VulnerabilityPredicate.isStatement(mediaType: artifact)
        }
        obstacle = candidates.obstacle
        let place = Location.image(image.name)
        // Without a rule nobody has been given the right to excuse anything, which is a policy and no fault.
        for rejected in candidates.rejected where rejected.fault != .noRule {
            self.rejected.append(
                Finding(
                    .vexUntrusted, "what lies at `\(rejected.origin)` covers nothing: \(rejected.message)", at: place))
        }
        rejected += candidates.contents.map {
            Finding(.vexUntrusted, "what lies at `\($0.origin)` covers nothing: nobody has signed it", at: place)
        }
        for attestation in candidates.attestations {
            guard let predicate = attestation.statement.value.predicate else { continue }
            do throws(ScanFault) {
                statements += try VEXReader.read(Array(predicate.sourceBytes), name: attestation.origin)
                evidence += attestation.evidence.array
            } catch {
                spoilt.append(
                    Finding(
                        .vexInvalid, "what lies at `\(attestation.origin)` covers nothing: \(error.text)", at: place))
            }
        }
    }

    mutating func find(at path: String, in context: CheckContext) async throws(Obstacle) {
        let place = Location.path(path)
        switch try await SignedFile.read(path, limit: VEXReader.byteLimit, in: context) {
        case .missing: faults.append(Finding(.vexUntrusted, "there is no file `\(path)`", at: place))
        case .untrusted(let findings, _, _):
            faults.append(
                Finding(
                    .vexUntrusted, "`\(path)` covers nothing: \(findings.first.message)", at: place,
                    notes: findings.rest.map(\.message)))
        case .signed(let content, _, let evidence):
            do throws(ScanFault) {
                statements += try VEXReader.read(content, name: path)
                self.evidence += evidence.array
            } catch {
                faults.append(Finding(.vexInvalid, "`\(path)` covers nothing: \(error.text)", at: place))
            }
        }
    }
}
