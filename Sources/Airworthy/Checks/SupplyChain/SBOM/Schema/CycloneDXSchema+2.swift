/// The JSON Schemas of CycloneDX 1.2 to 1.7 (ECMA-424), part 2. Written by `Tools/schemas`.
extension CycloneDXSchema {
    static let part2: StaticString = #"""
        @ 1.5 1.7 bom:condition
        {"type":"object","additionalProperties":false,"properties":{"description":{"type":"string"},"expression":{
        "type":"string"},"properties":{"type":"array","items":{"$ref":"bom:property"}}}}
        @ 1.3 1.7 bom:copyright
        {"type":"object","required":["text"],"additionalProperties":false,"properties":{"text":{"type":"string"}}}
        @ 1.6 1.6 bom:cryptoProperties
        {"type":"object","additionalProperties":false,"required":["assetType"],"properties":{"assetType":{"type":
        "string","enum":["algorithm","certificate","protocol","related-crypto-material"]},"algorithmProperties":{
        "type":"object","additionalProperties":false,"properties":{"primitive":{"type":"string","enum":["drbg","mac",
        "block-cipher","stream-cipher","signature","hash","pke","xof","kdf","key-agree","kem","ae","combiner","other",
        "unknown"]},"parameterSetIdentifier":{"type":"string"},"curve":{"type":"string"},"executionEnvironment":{
        "type":"string","enum":["software-plain-ram","software-encrypted-ram","software-tee","hardware","other",
        "unknown"]},"implementationPlatform":{"type":"string","enum":["generic","x86_32","x86_64","armv7-a","armv7-m",
        "armv8-a","armv8-m","armv9-a","armv9-m","s390x","ppc64","ppc64le","other","unknown"]},"certificationLevel":{
        "type":"array","items":{"type":"string","enum":["none","fips140-1-l1","fips140-1-l2","fips140-1-l3",
        "fips140-1-l4","fips140-2-l1","fips140-2-l2","fips140-2-l3","fips140-2-l4","fips140-3-l1","fips140-3-l2",
        "fips140-3-l3","fips140-3-l4","cc-eal1","cc-eal1+","cc-eal2","cc-eal2+","cc-eal3","cc-eal3+","cc-eal4",
        "cc-eal4+","cc-eal5","cc-eal5+","cc-eal6","cc-eal6+","cc-eal7","cc-eal7+","other","unknown"]}},"mode":{"type":
        "string","enum":["cbc","ecb","ccm","gcm","cfb","ofb","ctr","other","unknown"]},"padding":{"type":"string",
        "enum":["pkcs5","pkcs7","pkcs1v15","oaep","raw","other","unknown"]},"cryptoFunctions":{"type":"array","items":{
        "type":"string","enum":["generate","keygen","encrypt","decrypt","digest","tag","keyderive","sign","verify",
        "encapsulate","decapsulate","other","unknown"]}},"classicalSecurityLevel":{"type":"integer","minimum":0},
        "nistQuantumSecurityLevel":{"type":"integer","minimum":0,"maximum":6}}},"certificateProperties":{"type":
        "object","additionalProperties":false,"properties":{"subjectName":{"type":"string"},"issuerName":{"type":
        "string"},"notValidBefore":{"type":"string","format":"date-time"},"notValidAfter":{"type":"string","format":
        "date-time"},"signatureAlgorithmRef":{"$ref":"bom:refType"},"subjectPublicKeyRef":{"$ref":"bom:refType"},
        "certificateFormat":{"type":"string"},"certificateExtension":{"type":"string"}}},
        "relatedCryptoMaterialProperties":{"type":"object","additionalProperties":false,"properties":{"type":{"type":
        "string","enum":["private-key","public-key","secret-key","key","ciphertext","signature","digest",
        "initialization-vector","nonce","seed","salt","shared-secret","tag","additional-data","password","credential",
        "token","other","unknown"]},"id":{"type":"string"},"state":{"type":"string","enum":["pre-activation","active",
        "suspended","deactivated","compromised","destroyed"]},"algorithmRef":{"$ref":"bom:refType"},"creationDate":{
        "type":"string","format":"date-time"},"activationDate":{"type":"string","format":"date-time"},"updateDate":{
        "type":"string","format":"date-time"},"expirationDate":{"type":"string","format":"date-time"},"value":{"type":
        "string"},"size":{"type":"integer"},"format":{"type":"string"},"securedBy":{"$ref":"bom:securedBy"}}},
        "protocolProperties":{"type":"object","additionalProperties":false,"properties":{"type":{"type":"string",
        "enum":["tls","ssh","ipsec","ike","sstp","wpa","other","unknown"]},"version":{"type":"string"},"cipherSuites":{
        "type":"array","items":{"$ref":"bom:cipherSuite"}},"ikev2TransformTypes":{"type":"object",
        "additionalProperties":false,"properties":{"encr":{"$ref":"bom:cryptoRefArray"},"prf":{"$ref":
        "bom:cryptoRefArray"},"integ":{"$ref":"bom:cryptoRefArray"},"ke":{"$ref":"bom:cryptoRefArray"},"esn":{"type":
        "boolean"},"auth":{"$ref":"bom:cryptoRefArray"}}},"cryptoRefArray":{"$ref":"bom:cryptoRefArray"}}},"oid":{
        "type":"string"}}}
        @ 1.7 1.7 bom:cryptoProperties
        {"type":"object","additionalProperties":false,"required":["assetType"],"properties":{"assetType":{"type":
        "string","enum":["algorithm","certificate","protocol","related-crypto-material"]},"algorithmProperties":{
        "type":"object","additionalProperties":false,"properties":{"primitive":{"type":"string","enum":["drbg","mac",
        "block-cipher","stream-cipher","signature","hash","pke","xof","kdf","key-agree","kem","ae","combiner",
        "key-wrap","other","unknown"]},"algorithmFamily":{"$ref":"crypto:algorithmFamiliesEnum"},
        "parameterSetIdentifier":{"type":"string"},"curve":{"type":"string"},"ellipticCurve":{"$ref":
        "crypto:ellipticCurvesEnum"},"executionEnvironment":{"type":"string","enum":["software-plain-ram",
        "software-encrypted-ram","software-tee","hardware","other","unknown"]},"implementationPlatform":{"type":
        "string","enum":["generic","x86_32","x86_64","armv7-a","armv7-m","armv8-a","armv8-m","armv9-a","armv9-m",
        "s390x","ppc64","ppc64le","other","unknown"]},"certificationLevel":{"type":"array","items":{"type":"string",
        "enum":["none","fips140-1-l1","fips140-1-l2","fips140-1-l3","fips140-1-l4","fips140-2-l1","fips140-2-l2",
        "fips140-2-l3","fips140-2-l4","fips140-3-l1","fips140-3-l2","fips140-3-l3","fips140-3-l4","cc-eal1","cc-eal1+",
        "cc-eal2","cc-eal2+","cc-eal3","cc-eal3+","cc-eal4","cc-eal4+","cc-eal5","cc-eal5+","cc-eal6","cc-eal6+",
        "cc-eal7","cc-eal7+","other","unknown"]}},"mode":{"type":"string","enum":["cbc","ecb","ccm","gcm","cfb","ofb",
        "ctr","other","unknown"]},"padding":{"type":"string","enum":["pkcs5","pkcs7","pkcs1v15","oaep","raw","other",
        "unknown"]},"cryptoFunctions":{"type":"array","items":{"type":"string","enum":["generate","keygen","encrypt",
        "decrypt","digest","tag","keyderive","sign","verify","encapsulate","decapsulate","other","unknown"]}},
        "classicalSecurityLevel":{"type":"integer","minimum":0},"nistQuantumSecurityLevel":{"type":"integer","minimum":
        0,"maximum":6}}},"certificateProperties":{"type":"object","additionalProperties":false,"properties":{
        "serialNumber":{"type":"string"},"subjectName":{"type":"string"},"issuerName":{"type":"string"},
        "notValidBefore":{"type":"string","format":"date-time"},"notValidAfter":{"type":"string","format":"date-time"},
        "signatureAlgorithmRef":{"$ref":"bom:refType"},"subjectPublicKeyRef":{"$ref":"bom:refType"},
        "certificateFormat":{"type":"string"},"certificateExtension":{"type":"string"},"certificateFileExtension":{
        "type":"string"},"fingerprint":{"$ref":"bom:hash"},"certificateState":{"type":"array","items":{"type":"object",
        "oneOf":[{"required":["state"],"additionalProperties":false,"properties":{"state":{"type":"string","enum":[
        "pre-activation","active","suspended","deactivated","revoked","destroyed"]},"reason":{"type":"string"}}},{
        "required":["name"],"additionalProperties":false,"properties":{"name":{"type":"string"},"description":{"type":
        "string"},"reason":{"type":"string"}}}]}},"creationDate":{"type":"string","format":"date-time"},
        "activationDate":{"type":"string","format":"date-time"},"deactivationDate":{"type":"string","format":
        "date-time"},"revocationDate":{"type":"string","format":"date-time"},"destructionDate":{"type":"string",
        "format":"date-time"},"certificateExtensions":{"type":"array","items":{"type":"object","oneOf":[{"required":[
        "commonExtensionName","commonExtensionValue"],"additionalProperties":false,"properties":{"commonExtensionName":
        {"type":"string","enum":["basicConstraints","keyUsage","extendedKeyUsage","subjectAlternativeName",
        "authorityKeyIdentifier","subjectKeyIdentifier","authorityInformationAccess","certificatePolicies",
        "crlDistributionPoints","signedCertificateTimestamp"]},"commonExtensionValue":{"type":"string"}}},{"required":[
        "customExtensionName"],"additionalProperties":false,"properties":{"customExtensionName":{"type":"string"},
        "customExtensionValue":{"type":"string"}}}]}},"relatedCryptographicAssets":{"$ref":
        "bom:relatedCryptographicAssets"}}},"relatedCryptoMaterialProperties":{"type":"object","additionalProperties":
        false,"properties":{"type":{"type":"string","enum":["private-key","public-key","secret-key","key","ciphertext",
        "signature","digest","initialization-vector","nonce","seed","salt","shared-secret","tag","additional-data",
        "password","credential","token","other","unknown"]},"id":{"type":"string"},"state":{"type":"string","enum":[
        "pre-activation","active","suspended","deactivated","compromised","destroyed"]},"algorithmRef":{"$ref":
        "bom:refType"},"creationDate":{"type":"string","format":"date-time"},"activationDate":{"type":"string",
        "format":"date-time"},"updateDate":{"type":"string","format":"date-time"},"expirationDate":{"type":"string",
        "format":"date-time"},"value":{"type":"string"},"size":{"type":"integer"},"format":{"type":"string"},
        "securedBy":{"$ref":"bom:securedBy"},"fingerprint":{"$ref":"bom:hash"},"relatedCryptographicAssets":{"$ref":
        "bom:relatedCryptographicAssets"}}},"protocolProperties":{"type":"object","additionalProperties":false,
        "properties":{"type":{"type":"string","enum":["tls","ssh","ipsec","ike","sstp","wpa","dtls","quic","eap-aka",
        "eap-aka-prime","prins","5g-aka","other","unknown"]},"version":{"type":"string"},"cipherSuites":{"type":
        "array","items":{"$ref":"bom:cipherSuite"}},"ikev2TransformTypes":{"type":"object","additionalProperties":
        false,"properties":{"encr":{"anyOf":[{"type":"array","items":{"$ref":"bom:ikeV2Enc"}},{"$ref":
        "bom:cryptoRefArray"}]},"prf":{"anyOf":[{"type":"array","items":{"$ref":"bom:ikeV2Prf"}},{"$ref":
        "bom:cryptoRefArray"}]},"integ":{"anyOf":[{"type":"array","items":{"$ref":"bom:ikeV2Integ"}},{"$ref":
        "bom:cryptoRefArray"}]},"ke":{"anyOf":[{"type":"array","items":{"$ref":"bom:ikeV2Ke"}},{"$ref":
        "bom:cryptoRefArray"}]},"esn":{"type":"boolean"},"auth":{"anyOf":[{"type":"array","items":{"$ref":
        "bom:ikeV2Auth"}},{"$ref":"bom:cryptoRefArray"}]}}},"cryptoRefArray":{"$ref":"bom:cryptoRefArray"},
        "relatedCryptographicAssets":{"$ref":"bom:relatedCryptographicAssets"}}},"oid":{"type":"string"}}}
        @ 1.6 1.7 bom:cryptoRefArray
        {"type":"array","items":{"$ref":"bom:refType"}}
        @ 1.4 1.7 bom:cwe
        {"type":"integer","minimum":1}
        @ 1.2 1.4 bom:dataClassification
        {"type":"object","required":["flow","classification"],"additionalProperties":false,"properties":{"flow":{
        "$ref":"bom:dataFlow"},"classification":{"type":"string"}}}
        @ 1.5 1.7 bom:dataClassification
        {"type":"string"}
        @ 1.2 1.2 bom:dataFlow
        {"type":"string","enum":["inbound","outbound","bi-directional","unknown"],"pattern":"^(.*)$"}
        @ 1.3 1.4 bom:dataFlow
        {"type":"string","enum":["inbound","outbound","bi-directional","unknown"]}
        @ 1.5 1.7 bom:dataFlowDirection
        {"type":"string","enum":["inbound","outbound","bi-directional","unknown"]}
        @ 1.5 1.7 bom:dataGovernance
        {"type":"object","additionalProperties":false,"properties":{"custodians":{"type":"array","items":{"$ref":
        "bom:dataGovernanceResponsibleParty"}},"stewards":{"type":"array","items":{"$ref":
        "bom:dataGovernanceResponsibleParty"}},"owners":{"type":"array","items":{"$ref":
        "bom:dataGovernanceResponsibleParty"}}}}
        @ 1.5 1.7 bom:dataGovernanceResponsibleParty
        {"type":"object","additionalProperties":false,"properties":{"organization":{"$ref":"bom:organizationalEntity"},
        "contact":{"$ref":"bom:organizationalContact"}},"oneOf":[{"required":["organization"]},{"required":[
        "contact"]}]}
        @ 1.2 1.4 bom:dependency
        {"type":"object","required":["ref"],"additionalProperties":false,"properties":{"ref":{"$ref":"bom:refType"},
        "dependsOn":{"type":"array","uniqueItems":true,"items":{"$ref":"bom:refType"}}}}
        @ 1.5 1.5 bom:dependency
        {"type":"object","required":["ref"],"additionalProperties":false,"properties":{"ref":{"$ref":
        "bom:refLinkType"},"dependsOn":{"type":"array","uniqueItems":true,"items":{"$ref":"bom:refLinkType"}}}}
        @ 1.6 1.7 bom:dependency
        {"type":"object","required":["ref"],"additionalProperties":false,"properties":{"ref":{"$ref":
        "bom:refLinkType"},"dependsOn":{"type":"array","uniqueItems":true,"items":{"$ref":"bom:refLinkType"}},
        "provides":{"type":"array","uniqueItems":true,"items":{"$ref":"bom:refLinkType"}}}}
        @ 1.2 1.2 bom:diff
        {"type":"object","additionalProperties":false,"properties":{"text":{"$ref":"bom:attachment"},"url":{"type":
        "string","pattern":"^(.*)$"}}}
        @ 1.3 1.7 bom:diff
        {"type":"object","additionalProperties":false,"properties":{"text":{"$ref":"bom:attachment"},"url":{"type":
        "string","format":"iri-reference"}}}
        @ 1.6 1.7 bom:energyConsumption
        {"type":"object","required":["activity","energyProviders","activityEnergyCost"],"additionalProperties":false,
        "properties":{"activity":{"type":"string","enum":["design","data-collection","data-preparation","training",
        "fine-tuning","validation","deployment","inference","other"]},"energyProviders":{"type":"array","items":{
        "$ref":"bom:energyProvider"}},"activityEnergyCost":{"$ref":"bom:energyMeasure"},"co2CostEquivalent":{"$ref":
        "bom:co2Measure"},"co2CostOffset":{"$ref":"bom:co2Measure"},"properties":{"type":"array","items":{"$ref":
        "bom:property"}}}}
        @ 1.6 1.7 bom:energyMeasure
        {"type":"object","required":["value","unit"],"additionalProperties":false,"properties":{"value":{"type":
        "number"},"unit":{"type":"string","enum":["kWh"]}}}
        @ 1.6 1.7 bom:energyProvider
        {"type":"object","required":["organization","energySource","energyProvided"],"additionalProperties":false,
        "properties":{"bom-ref":{"$ref":"bom:refType"},"description":{"type":"string"},"organization":{"$ref":
        "bom:organizationalEntity"},"energySource":{"type":"string","enum":["coal","oil","natural-gas","nuclear",
        "wind","solar","geothermal","hydropower","biofuel","unknown","other"]},"energyProvided":{"$ref":
        "bom:energyMeasure"},"externalReferences":{"type":"array","items":{"$ref":"bom:externalReference"}}}}
        @ 1.6 1.7 bom:environmentalConsiderations
        {"type":"object","additionalProperties":false,"properties":{"energyConsumptions":{"type":"array","items":{
        "$ref":"bom:energyConsumption"}},"properties":{"type":"array","items":{"$ref":"bom:property"}}}}
        @ 1.5 1.7 bom:event
        {"type":"object","additionalProperties":false,"properties":{"uid":{"type":"string"},"description":{"type":
        "string"},"timeReceived":{"type":"string","format":"date-time"},"data":{"$ref":"bom:attachment"},"source":{
        "$ref":"bom:resourceReferenceChoice"},"target":{"$ref":"bom:resourceReferenceChoice"},"properties":{"type":
        "array","items":{"$ref":"bom:property"}}}}
        @ 1.2 1.2 bom:externalReference
        {"type":"object","required":["url","type"],"additionalProperties":false,"properties":{"url":{"type":"string",
        "pattern":"^(.*)$"},"comment":{"type":"string","pattern":"^(.*)$"},"type":{"type":"string","enum":["vcs",
        "issue-tracker","website","advisories","bom","mailing-list","social","chat","documentation","support",
        "distribution","license","build-meta","build-system","other"]}}}
        @ 1.3 1.3 bom:externalReference
        {"type":"object","required":["url","type"],"additionalProperties":false,"properties":{"url":{"type":"string",
        "format":"iri-reference"},"comment":{"type":"string"},"type":{"type":"string","enum":["vcs","issue-tracker",
        "website","advisories","bom","mailing-list","social","chat","documentation","support","distribution","license",
        "build-meta","build-system","other"]},"hashes":{"type":"array","items":{"$ref":"bom:hash"}}}}
        @ 1.4 1.4 bom:externalReference
        {"type":"object","required":["url","type"],"additionalProperties":false,"properties":{"url":{"type":"string",
        "format":"iri-reference"},"comment":{"type":"string"},"type":{"type":"string","enum":["vcs","issue-tracker",
        "website","advisories","bom","mailing-list","social","chat","documentation","support","distribution","license",
        "build-meta","build-system","release-notes","other"]},"hashes":{"type":"array","items":{"$ref":"bom:hash"}}}}
        @ 1.5 1.5 bom:externalReference
        {"type":"object","required":["url","type"],"additionalProperties":false,"properties":{"url":{"anyOf":[{"type":
        "string","format":"iri-reference"},{"$ref":"bom:bomLink"}]},"comment":{"type":"string"},"type":{"type":
        "string","enum":["vcs","issue-tracker","website","advisories","bom","mailing-list","social","chat",
        "documentation","support","distribution","distribution-intake","license","build-meta","build-system",
        "release-notes","security-contact","model-card","log","configuration","evidence","formulation","attestation",
        "threat-model","adversary-model","risk-assessment","vulnerability-assertion","exploitability-statement",
        "pentest-report","static-analysis-report","dynamic-analysis-report","runtime-analysis-report",
        "component-analysis-report","maturity-report","certification-report","codified-infrastructure",
        "quality-metrics","poam","other"]},"hashes":{"type":"array","items":{"$ref":"bom:hash"}}}}
        @ 1.6 1.6 bom:externalReference
        {"type":"object","required":["url","type"],"additionalProperties":false,"properties":{"url":{"anyOf":[{"type":
        "string","format":"iri-reference"},{"$ref":"bom:bomLink"}]},"comment":{"type":"string"},"type":{"type":
        "string","enum":["vcs","issue-tracker","website","advisories","bom","mailing-list","social","chat",
        "documentation","support","source-distribution","distribution","distribution-intake","license","build-meta",
        "build-system","release-notes","security-contact","model-card","log","configuration","evidence","formulation",
        "attestation","threat-model","adversary-model","risk-assessment","vulnerability-assertion",
        "exploitability-statement","pentest-report","static-analysis-report","dynamic-analysis-report",
        "runtime-analysis-report","component-analysis-report","maturity-report","certification-report",
        "codified-infrastructure","quality-metrics","poam","electronic-signature","digital-signature","rfc-9116",
        "other"]},"hashes":{"type":"array","items":{"$ref":"bom:hash"}}}}
        @ 1.7 1.7 bom:externalReference
        {"type":"object","required":["url","type"],"additionalProperties":false,"properties":{"url":{"anyOf":[{"type":
        "string","format":"iri-reference"},{"$ref":"bom:bomLink"}]},"comment":{"type":"string"},"type":{"type":
        "string","enum":["vcs","issue-tracker","website","advisories","bom","mailing-list","social","chat",
        "documentation","support","source-distribution","distribution","distribution-intake","license","build-meta",
        "build-system","release-notes","security-contact","model-card","log","configuration","evidence","formulation",
        "attestation","threat-model","adversary-model","risk-assessment","vulnerability-assertion",
        "exploitability-statement","pentest-report","static-analysis-report","dynamic-analysis-report",
        "runtime-analysis-report","component-analysis-report","maturity-report","certification-report",
        "codified-infrastructure","quality-metrics","poam","electronic-signature","digital-signature","rfc-9116",
        "patent","patent-family","patent-assertion","citation","other"]},"hashes":{"type":"array","items":{"$ref":
        "bom:hash"}},"properties":{"type":"array","items":{"$ref":"bom:property"}}}}
        @ 1.5 1.7 bom:fairnessAssessment
        {"type":"object","additionalProperties":false,"properties":{"groupAtRisk":{"type":"string"},"benefits":{"type":
        "string"},"harms":{"type":"string"},"mitigationStrategy":{"type":"string"}}}
        @ 1.5 1.7 bom:formula
        {"type":"object","additionalProperties":false,"properties":{"bom-ref":{"$ref":"bom:refType"},"components":{
        "type":"array","items":{"$ref":"bom:component"},"uniqueItems":true},"services":{"type":"array","items":{"$ref":
        "bom:service"},"uniqueItems":true},"workflows":{"type":"array","items":{"$ref":"bom:workflow"},"uniqueItems":
        true},"properties":{"type":"array","items":{"$ref":"bom:property"}}}}
        @ 1.5 1.7 bom:graphic
        {"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"image":{"$ref":
        "bom:attachment"}}}
        @ 1.5 1.7 bom:graphicsCollection
        {"type":"object","additionalProperties":false,"properties":{"description":{"type":"string"},"collection":{
        "type":"array","items":{"$ref":"bom:graphic"}}}}
        @ 1.2 1.7 bom:hash
        {"type":"object","required":["alg","content"],"additionalProperties":false,"properties":{"alg":{"$ref":
        "bom:hash-alg"},"content":{"$ref":"bom:hash-content"}}}
        @ 1.2 1.2 bom:hash-alg
        {"type":"string","enum":["MD5","SHA-1","SHA-256","SHA-384","SHA-512","SHA3-256","SHA3-384","SHA3-512",
        "BLAKE2b-256","BLAKE2b-384","BLAKE2b-512","BLAKE3"],"pattern":"^(.*)$"}
        @ 1.3 1.6 bom:hash-alg
        {"type":"string","enum":["MD5","SHA-1","SHA-256","SHA-384","SHA-512","SHA3-256","SHA3-384","SHA3-512",
        "BLAKE2b-256","BLAKE2b-384","BLAKE2b-512","BLAKE3"]}
        @ 1.7 1.7 bom:hash-alg
        {"type":"string","enum":["MD5","SHA-1","SHA-256","SHA-384","SHA-512","SHA3-256","SHA3-384","SHA3-512",
        "BLAKE2b-256","BLAKE2b-384","BLAKE2b-512","BLAKE3","Streebog-256","Streebog-512"]}
        @ 1.2 1.7 bom:hash-content
        {"type":"string","pattern":
        "^([a-fA-F0-9]{32}|[a-fA-F0-9]{40}|[a-fA-F0-9]{64}|[a-fA-F0-9]{96}|[a-fA-F0-9]{128})$"}
        @ 1.2 1.2 bom:identifiableAction
        {"type":"object","additionalProperties":false,"properties":{"timestamp":{"type":"string","format":"date-time"},
        "name":{"type":"string","pattern":"^(.*)$"},"email":{"type":"string","format":"idn-email"}}}
        @ 1.3 1.7 bom:identifiableAction
        {"type":"object","additionalProperties":false,"properties":{"timestamp":{"type":"string","format":"date-time"},
        "name":{"type":"string"},"email":{"type":"string","format":"idn-email"}}}
        @ 1.7 1.7 bom:ikeV2Auth
        {"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"algorithm":{"$ref":
        "bom:refType"}}}
        @ 1.7 1.7 bom:ikeV2Enc
        {"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"keyLength":{"type":
        "integer"},"algorithm":{"$ref":"bom:refType"}}}
        @ 1.7 1.7 bom:ikeV2Integ
        {"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"algorithm":{"$ref":
        "bom:refType"}}}
        @ 1.7 1.7 bom:ikeV2Ke
        {"type":"object","additionalProperties":false,"properties":{"group":{"type":"integer"},"algorithm":{"$ref":
        "bom:refType"}}}
        @ 1.7 1.7 bom:ikeV2Prf
        {"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"algorithm":{"$ref":
        "bom:refType"}}}
        @ 1.4 1.7 bom:impactAnalysisJustification
        {"type":"string","enum":["code_not_present","code_not_reachable","requires_configuration",
        "requires_dependency","requires_environment","protected_by_compiler","protected_at_runtime",
        "protected_at_perimeter","protected_by_mitigating_control"]}
        @ 1.4 1.7 bom:impactAnalysisState
        {"type":"string","enum":["resolved","resolved_with_pedigree","exploitable","in_triage","false_positive",
        "not_affected"]}
        @ 1.5 1.7 bom:inputOutputMLParameters
        {"type":"object","additionalProperties":false,"properties":{"format":{"type":"string"}}}
        @ 1.5 1.7 bom:inputType
        {"type":"object","oneOf":[{"required":["resource"]},{"required":["parameters"]},{"required":[
        "environmentVars"]},{"required":["data"]}],"additionalProperties":false,"properties":{"source":{"$ref":
        "bom:resourceReferenceChoice"},"target":{"$ref":"bom:resourceReferenceChoice"},"resource":{"$ref":
        "bom:resourceReferenceChoice"},"parameters":{"type":"array","uniqueItems":true,"items":{"$ref":
        "bom:parameter"}},"environmentVars":{"type":"array","uniqueItems":true,"items":{"oneOf":[{"$ref":
        "bom:property"},{"type":"string"}]}},"data":{"$ref":"bom:attachment"},"properties":{"type":"array","items":{
        "$ref":"bom:property"}}}}
        @ 1.2 1.2 bom:issue
        {"type":"object","required":["type"],"additionalProperties":false,"properties":{"type":{"type":"string","enum":
        ["defect","enhancement","security"]},"id":{"type":"string","pattern":"^(.*)$"},"name":{"type":"string",
        "pattern":"^(.*)$"},"description":{"type":"string","pattern":"^(.*)$"},"source":{"type":"object",
        "additionalProperties":false,"properties":{"name":{"type":"string","pattern":"^(.*)$"},"url":{"type":"string",
        "pattern":"^(.*)$"}}},"references":{"type":"array","pattern":"^(.*)$"}}}
        @ 1.3 1.7 bom:issue
        {"type":"object","required":["type"],"additionalProperties":false,"properties":{"type":{"type":"string","enum":
        ["defect","enhancement","security"]},"id":{"type":"string"},"name":{"type":"string"},"description":{"type":
        "string"},"source":{"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"url":{
        "type":"string","format":"iri-reference"}}},"references":{"type":"array","items":{"type":"string","format":
        "iri-reference"}}}}
        @ 1.2 1.2 bom:license
        {"type":"object","oneOf":[{"required":["id"]},{"required":["name"]}],"additionalProperties":false,"properties":
        {"id":{"$ref":"spdx:"},"name":{"type":"string","pattern":"^(.*)$"},"text":{"$ref":"bom:attachment"},"url":{
        "type":"string","pattern":"^(.*)$"}}}
        @ 1.3 1.4 bom:license
        {"type":"object","oneOf":[{"required":["id"]},{"required":["name"]}],"additionalProperties":false,"properties":
        {"id":{"$ref":"spdx:"},"name":{"type":"string"},"text":{"$ref":"bom:attachment"},"url":{"type":"string",
        "format":"iri-reference"}}}
        @ 1.5 1.5 bom:license
        {"type":"object","oneOf":[{"required":["id"]},{"required":["name"]}],"additionalProperties":false,"properties":
        {"bom-ref":{"$ref":"bom:refType"},"id":{"$ref":"spdx:"},"name":{"type":"string"},"text":{"$ref":
        "bom:attachment"},"url":{"type":"string","format":"iri-reference"},"licensing":{"type":"object",
        "additionalProperties":false,"properties":{"altIds":{"type":"array","items":{"type":"string"}},"licensor":{
        "type":"object","additionalProperties":false,"properties":{"organization":{"$ref":"bom:organizationalEntity"},
        "individual":{"$ref":"bom:organizationalContact"}},"oneOf":[{"required":["organization"]},{"required":[
        "individual"]}]},"licensee":{"type":"object","additionalProperties":false,"properties":{"organization":{"$ref":
        "bom:organizationalEntity"},"individual":{"$ref":"bom:organizationalContact"}},"oneOf":[{"required":[
        "organization"]},{"required":["individual"]}]},"purchaser":{"type":"object","additionalProperties":false,
        "properties":{"organization":{"$ref":"bom:organizationalEntity"},"individual":{"$ref":
        "bom:organizationalContact"}},"oneOf":[{"required":["organization"]},{"required":["individual"]}]},
        "purchaseOrder":{"type":"string"},"licenseTypes":{"type":"array","items":{"type":"string","enum":["academic",
        "appliance","client-access","concurrent-user","core-points","custom-metric","device","evaluation","named-user",
        "node-locked","oem","perpetual","processor-points","subscription","user","other"]}},"lastRenewal":{"type":
        "string","format":"date-time"},"expiration":{"type":"string","format":"date-time"}}},"properties":{"type":
        "array","items":{"$ref":"bom:property"}}}}
        @ 1.6 1.6 bom:license
        {"type":"object","oneOf":[{"required":["id"]},{"required":["name"]}],"additionalProperties":false,"properties":
        {"bom-ref":{"$ref":"bom:refType"},"id":{"$ref":"spdx:"},"name":{"type":"string"},"acknowledgement":{"$ref":
        "bom:licenseAcknowledgementEnumeration"},"text":{"$ref":"bom:attachment"},"url":{"type":"string","format":
        "iri-reference"},"licensing":{"type":"object","additionalProperties":false,"properties":{"altIds":{"type":
        "array","items":{"type":"string"}},"licensor":{"type":"object","additionalProperties":false,"properties":{
        "organization":{"$ref":"bom:organizationalEntity"},"individual":{"$ref":"bom:organizationalContact"}},"oneOf":[
        {"required":["organization"]},{"required":["individual"]}]},"licensee":{"type":"object","additionalProperties":
        false,"properties":{"organization":{"$ref":"bom:organizationalEntity"},"individual":{"$ref":
        "bom:organizationalContact"}},"oneOf":[{"required":["organization"]},{"required":["individual"]}]},"purchaser":
        {"type":"object","additionalProperties":false,"properties":{"organization":{"$ref":"bom:organizationalEntity"},
        "individual":{"$ref":"bom:organizationalContact"}},"oneOf":[{"required":["organization"]},{"required":[
        "individual"]}]},"purchaseOrder":{"type":"string"},"licenseTypes":{"type":"array","items":{"type":"string",
        "enum":["academic","appliance","client-access","concurrent-user","core-points","custom-metric","device",
        "evaluation","named-user","node-locked","oem","perpetual","processor-points","subscription","user","other"]}},
        "lastRenewal":{"type":"string","format":"date-time"},"expiration":{"type":"string","format":"date-time"}}},
        "properties":{"type":"array","items":{"$ref":"bom:property"}}}}
        @ 1.7 1.7 bom:license
        {"type":"object","oneOf":[{"required":["id"]},{"required":["name"]}],"additionalProperties":false,"properties":
        {"bom-ref":{"$ref":"bom:refType"},"id":{"$ref":"spdx:"},"name":{"type":"string"},"acknowledgement":{"$ref":
        "bom:licenseAcknowledgementEnumeration"},"text":{"$ref":"bom:attachment"},"url":{"type":"string","format":
        "iri-reference"},"licensing":{"$ref":"bom:licensing"},"properties":{"type":"array","items":{"$ref":
        "bom:property"}}}}
        @ 1.6 1.7 bom:licenseAcknowledgementEnumeration
        {"type":"string","enum":["declared","concluded"]}
        @ 1.3 1.4 bom:licenseChoice
        {"type":"object","additionalProperties":false,"properties":{"license":{"$ref":"bom:license"},"expression":{
        "type":"string"}},"oneOf":[{"required":["license"]},{"required":["expression"]}]}
        @ 1.5 1.5 bom:licenseChoice
        {"type":"array","oneOf":[{"type":"array","items":{"type":"object","required":["license"],
        "additionalProperties":false,"properties":{"license":{"$ref":"bom:license"}}}},{"type":"array","minItems":1,
        "maxItems":1,"items":[{"type":"object","additionalProperties":false,"required":["expression"],"properties":{
        "expression":{"type":"string"},"bom-ref":{"$ref":"bom:refType"}}}]}]}
        @ 1.6 1.6 bom:licenseChoice
        {"type":"array","oneOf":[{"type":"array","items":{"type":"object","required":["license"],
        "additionalProperties":false,"properties":{"license":{"$ref":"bom:license"}}}},{"type":"array","minItems":1,
        "maxItems":1,"items":[{"type":"object","additionalProperties":false,"required":["expression"],"properties":{
        "expression":{"type":"string"},"acknowledgement":{"$ref":"bom:licenseAcknowledgementEnumeration"},"bom-ref":{
        "$ref":"bom:refType"}}}]}]}
        @ 1.7 1.7 bom:licenseChoice
        {"type":"array","items":{"oneOf":[{"type":"object","required":["license"],"additionalProperties":false,
        "properties":{"license":{"$ref":"bom:license"}}},{"type":"object","additionalProperties":false,"required":[
        "expression"],"properties":{"expression":{"type":"string"},"expressionDetails":{"type":"array","items":{"type":
        "object","required":["licenseIdentifier"],"properties":{"licenseIdentifier":{"type":"string"},"bom-ref":{
        "$ref":"bom:refType"},"text":{"$ref":"bom:attachment"},"url":{"type":"string","format":"iri-reference"}},
        "additionalProperties":false}},"acknowledgement":{"$ref":"bom:licenseAcknowledgementEnumeration"},"bom-ref":{
        "$ref":"bom:refType"},"licensing":{"$ref":"bom:licensing"},"properties":{"type":"array","items":{"$ref":
        "bom:property"}}}}]}}
        @ 1.7 1.7 bom:licensing
        {"type":"object","additionalProperties":false,"properties":{"altIds":{"type":"array","items":{"type":
        "string"}},"licensor":{"type":"object","additionalProperties":false,"properties":{"organization":{"$ref":
        "bom:organizationalEntity"},"individual":{"$ref":"bom:organizationalContact"}},"oneOf":[{"required":[
        "organization"]},{"required":["individual"]}]},"licensee":{"type":"object","additionalProperties":false,
        "properties":{"organization":{"$ref":"bom:organizationalEntity"},"individual":{"$ref":
        "bom:organizationalContact"}},"oneOf":[{"required":["organization"]},{"required":["individual"]}]},"purchaser":
        {"type":"object","additionalProperties":false,"properties":{"organization":{"$ref":"bom:organizationalEntity"},
        "individual":{"$ref":"bom:organizationalContact"}},"oneOf":[{"required":["organization"]},{"required":[
        "individual"]}]},"purchaseOrder":{"type":"string"},"licenseTypes":{"type":"array","items":{"type":"string",
        "enum":["academic","appliance","client-access","concurrent-user","core-points","custom-metric","device",
        "evaluation","named-user","node-locked","oem","perpetual","processor-points","subscription","user","other"]}},
        "lastRenewal":{"type":"string","format":"date-time"},"expiration":{"type":"string","format":"date-time"}}}
        @ 1.4 1.7 bom:localeType
        {"type":"string","pattern":"^([a-z]{2})(-[A-Z]{2})?$"}
        """#
}
